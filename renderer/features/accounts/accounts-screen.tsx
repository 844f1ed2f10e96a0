// The won leads by how they perform.
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';

/** The screen of its route. */
export function AccountsScreen() {
  return (
    <ScreenFrame title="Accounts">
      <EmptyState title="Nothing here yet" />
    </ScreenFrame>
  );
}
