// What a person can choose: who covers for him, and for this computer colours and which keys act.
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { CharacterKeysSwitch } from '../../ui/cheat-sheet.tsx';
import { RemapKeys } from '../../ui/remap-keys.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { ComputerCard } from './computer-card.tsx';
import { CoverCard } from './cover-card.tsx';
import { EditionCard } from './edition-card.tsx';
import { SecurityCard } from './security-card.tsx';
import css from './settings-screen.module.css';
import { UpdateCard } from './update-card.tsx';
import { WorkingHoursCard } from './working-hours-card.tsx';

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** The screen of #/settings. */
export function SettingsScreen() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <ScreenFrame title="Settings">
      <div className={css.page}>
        <h2>Cover</h2>
        <CoverCard />
        <h2>Working hours</h2>
        <WorkingHoursCard />
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
        <SecurityCard />
        <ComputerCard />
        <UpdateCard />
        <EditionCard />
      </div>
    </ScreenFrame>
  );
}
