// How close lines stand on this computer.
import { SegmentedControl } from '@mantine/core';
import { DENSITIES, type Density, useDensity } from '../../ui/density.tsx';
import { say } from '../../words/say.ts';

const WORDS: Readonly<Record<Density, string>> = {
  comfortable: say('Comfortable'),
  compact: say('Compact'),
};

export function DensityChoice() {
  const { density, setDensity } = useDensity();
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('Density')}
      data={DENSITIES.map((value) => ({ value, label: WORDS[value] }))}
      value={density}
      onChange={(value) => setDensity(value === 'compact' ? 'compact' : 'comfortable')}
    />
  );
}
