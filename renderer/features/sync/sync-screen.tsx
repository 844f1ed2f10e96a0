// Whether work is safe.
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';

/** The screen of its route. */
export function SyncScreen() {
  return (
    <ScreenFrame title="Sync">
      <EmptyState title="Nothing here yet" />
    </ScreenFrame>
  );
}
