// What the address of Beat holds: the day, and what narrows the list. Anything that is not understood is left out.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import { daySchema } from '#domain/time.ts';

export const DISTANCES = [2, 5, 10, 25, 50, 100] as const;

const some = z.array(z.string()).min(1).optional().catch(undefined);
const searchSchema = z.object({
  on: daySchema.optional().catch(undefined),
  area: some,
  weekday: some,
  within: z.literal(DISTANCES).optional().catch(undefined),
});
export type BeatSearch = z.output<typeof searchSchema>;

const parseSearch = (raw: Record<string, unknown>): BeatSearch =>
  Object.fromEntries(Object.entries(searchSchema.parse(raw)).filter(([, value]) => value !== undefined));

/** The present place, and how to change it. */
export function useBeatPlace(): { search: BeatSearch; change(changes: BeatSearch): void } {
  const navigate = useNavigate();
  const raw: Record<string, unknown> = useSearch({ strict: false });
  const search = useMemo(() => parseSearch(raw), [raw]);
  const change = useCallback(
    (changes: BeatSearch) =>
      void navigate({
        to: '/beat',
        search: (previous: Record<string, unknown>) => parseSearch({ ...previous, ...changes }),
        replace: true,
      }),
    [navigate],
  );
  return { search, change };
}
