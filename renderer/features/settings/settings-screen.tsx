// Preferences.
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';

/** The screen of its route. */
export function SettingsScreen() {
  return (
    <ScreenFrame title="Settings">
      <EmptyState title="Nothing here yet" />
    </ScreenFrame>
  );
}
