// The day handover: for some days a colleague works a person's leads as if they were his own; whose they are stays.
import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { dayIn, daySchema } from '../time.ts';

/** Most days of a handover, its first and its last day counted. */
export const MOST_HANDOVER_DAYS = 62;

const DAY_MS = 86_400_000;

/** Days from one calendar day to another. */
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Who covers, from and until when: calendar days in the zone of the person who hands over, both counted. */
export const handoverSchema = z
  .object({ to_id: idSchema, from_on: daySchema, to_on: daySchema })
  .refine(({ from_on, to_on }) => from_on <= to_on, {
    path: ['to_on'],
    message: 'must not be before the first day',
  })
  .refine(({ from_on, to_on }) => daysBetween(from_on, to_on) < MOST_HANDOVER_DAYS, {
    path: ['to_on'],
    message: `must be at most ${MOST_HANDOVER_DAYS} days`,
  });
export type Handover = z.output<typeof handoverSchema>;

/** Whether `now` (an instant) lies in the days of the handover, as they are counted in `timeZone`. */
export function handoverInForce(
  handover: Pick<Handover, 'from_on' | 'to_on'> | null,
  now: string,
  timeZone: string,
): boolean {
  if (handover === null) return false;
  const today = dayIn(now, timeZone);
  return handover.from_on <= today && today <= handover.to_on;
}

/** Whether its last day is over at `now`. */
export const handoverIsOver = (handover: Pick<Handover, 'to_on'>, now: string, timeZone: string): boolean =>
  handover.to_on < dayIn(now, timeZone);
