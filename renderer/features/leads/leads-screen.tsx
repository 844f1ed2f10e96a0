// All leads: search, filters, and a window of the rows.
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';

/** The screen of its route. */
export function LeadsScreen() {
  return (
    <ScreenFrame title="Leads">
      <EmptyState title="Nothing here yet" />
    </ScreenFrame>
  );
}
