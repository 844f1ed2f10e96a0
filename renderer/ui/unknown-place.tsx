// What an address shows that leads nowhere.
import { EmptyState } from './empty-state.tsx';
import { ScreenFrame } from './screen-frame.tsx';

/** Plain words; the rail beside it leads on. */
export function UnknownPlace() {
  return (
    <ScreenFrame title="Nothing here">
      <EmptyState title="This address leads nowhere">Choose a place on the left.</EmptyState>
    </ScreenFrame>
  );
}
