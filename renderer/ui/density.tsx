// How close lines stand: comfortable, or compact for who wants more of them in sight. One attribute of the page says it, and
// base.css says what it means; a list of which only a window is drawn asks here how high its rows are.
import { createContext, type ReactNode, use, useLayoutEffect, useMemo, useState } from 'react';

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

interface Choice {
  density: Density;
  setDensity(next: Density): void;
}

const DensityContext = createContext<Choice>({ density: 'comfortable', setDensity: () => undefined });

// No word of a person's: it stands where the colours do, and holds for the lock too.
const KEY = 'callbook.density';
/** What a row loses, in compact. Two lines of text and two chips still fit the highest, and a target the lowest. */
const COMPACT = 0.84;

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

const keptDensity = (kept: Kept): Density => (kept.getItem(KEY) === 'compact' ? 'compact' : 'comfortable');

/** Keeps the choice on this computer. */
export function DensityProvider({
  kept = window.localStorage,
  children,
}: {
  kept?: Kept;
  children: ReactNode;
}) {
  const [density, set] = useState(() => keptDensity(kept));
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  const choice = useMemo(
    () => ({
      density,
      setDensity: (next: Density) => {
        kept.setItem(KEY, next);
        set(next);
      },
    }),
    [density, kept],
  );
  return <DensityContext value={choice}>{children}</DensityContext>;
}

export const useDensity = (): Choice => use(DensityContext);

/** The height of a row in pixels, of what it is in comfortable. */
export function useRowHeight(comfortable: number): number {
  const { density } = useDensity();
  return density === 'compact' ? Math.round(comfortable * COMPACT) : comfortable;
}
