// One lead: facts, contacts, timeline, plan, performance.
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';

/** The screen of its route. */
export function LeadScreen() {
  return (
    <ScreenFrame title="Lead">
      <EmptyState title="Nothing here yet" />
    </ScreenFrame>
  );
}
