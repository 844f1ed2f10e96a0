// Whom to call today, in order.
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';

/** The screen of its route. */
export function TodayScreen() {
  return (
    <ScreenFrame title="Today">
      <EmptyState title="Nothing here yet" />
    </ScreenFrame>
  );
}
