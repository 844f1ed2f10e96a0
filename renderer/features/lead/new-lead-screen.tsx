// Adds a lead.
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';

/** The screen of its route. */
export function NewLeadScreen() {
  return (
    <ScreenFrame title="New lead">
      <EmptyState title="Nothing here yet" />
    </ScreenFrame>
  );
}
