// What a person can choose: who covers for him, when he works, and for this computer notices, colours and which keys act.
import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { CharacterKeysSwitch } from '../../ui/cheat-sheet.tsx';
import { RemapKeys } from '../../ui/remap-keys.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { say } from '../../words/say.ts';
import { ComputerCard } from './computer-card.tsx';
import { CoverCard } from './cover-card.tsx';
import { DensityChoice } from './density-choice.tsx';
import { EditionCard } from './edition-card.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { NoticesCard } from './notices-card.tsx';
import { SecurityCard } from './security-card.tsx';
import css from './settings-screen.module.css';
import { StorageCard } from './storage-card.tsx';
import { UpdateCard } from './update-card.tsx';
import { WorkingHoursCard } from './working-hours-card.tsx';

const SCHEMES = [
  { value: 'auto', label: say('As the system') },
  { value: 'light', label: say('Light') },
  { value: 'dark', label: say('Dark') },
] as const;

/** The screen of #/settings. */
export function SettingsScreen() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <ScreenFrame title={say('Settings')}>
      <div className={css.page}>
        <h2>{say('Cover')}</h2>
        <CoverCard />
        <h2>{say('Working hours')}</h2>
        <WorkingHoursCard />
        <h2>{say('Notices')}</h2>
        <NoticesCard />
        <h2>{say('Colours')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={say('Colours')}
          data={[...SCHEMES]}
          value={colorScheme}
          onChange={setColorScheme}
        />
        <h2>{say('Density')}</h2>
        <DensityChoice />
        <h2>{say('Language')}</h2>
        <LanguageChoice />
        <h2>{say('Data on this computer')}</h2>
        <StorageCard />
        <SecurityCard />
        <ComputerCard />
        <UpdateCard />
        <EditionCard />
        <h2>{say('Keys')}</h2>
        <CharacterKeysSwitch />
        <RemapKeys />
      </div>
    </ScreenFrame>
  );
}
