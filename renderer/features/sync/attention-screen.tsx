// Work that the server did not take.
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';

/** The screen of its route. */
export function AttentionScreen() {
  return (
    <ScreenFrame title="Needs attention">
      <EmptyState title="Nothing here yet" />
    </ScreenFrame>
  );
}
