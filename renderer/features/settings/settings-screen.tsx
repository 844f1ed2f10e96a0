// What a person can choose for this computer: colours, and which keys act.
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { CharacterKeysSwitch } from '../../ui/cheat-sheet.tsx';
import { RemapKeys } from '../../ui/remap-keys.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import css from './settings-screen.module.css';

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** The preferences of this computer. */
export function SettingsScreen() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <ScreenFrame title="Settings">
      <div className={css.page}>
        <h2>Colours</h2>
        <SegmentedControl
          size="xs"
          aria-label="Colours"
          data={[...SCHEMES]}
          value={colorScheme}
          onChange={setColorScheme}
        />
        <h2>Keys</h2>
        <CharacterKeysSwitch />
        <RemapKeys />
      </div>
    </ScreenFrame>
  );
}
