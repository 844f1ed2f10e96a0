// When a lead is due, as a chip in the colour of its bucket; pointing at it says why.
import type { Plan } from '#domain/plan/plan.ts';
import { dueWords } from './due-words.ts';
import { useMinute } from './now.tsx';
import { ToneChip } from './tone-chip.tsx';

/** Days and times are the lead's own, in `timeZone`. */
export function DueChip({ plan, timeZone }: { plan: Plan; timeZone: string }) {
  const { tone, words, why } = dueWords(plan, timeZone, useMinute());
  return (
    <ToneChip tone={tone} {...(why === null ? {} : { title: why })}>
      {words}
    </ToneChip>
  );
}
