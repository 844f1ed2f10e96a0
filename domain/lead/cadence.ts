// How often a lead is called, and when it may be called: the shapes; the arithmetic is plan's.
import { z } from 'zod';
import { daySchema } from '../time.ts';

const weekday = z.int().min(1).max(7);

/** One of five rhythms. `weekdays` are ISO (1 = Monday); `anchor_on` fixes which weeks count. */
export const cadenceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('days'), n: z.int().min(1).max(730) }),
  z.object({ kind: z.literal('workdays'), n: z.int().min(1).max(60) }),
  z.object({
    kind: z.literal('weekdays'),
    days: z.array(weekday).min(1).max(7),
    every_weeks: z.int().min(1).max(8),
    anchor_on: daySchema,
  }),
  z.object({ kind: z.literal('month_day'), day: z.int().min(1).max(31) }),
]);
export type Cadence = z.output<typeof cadenceSchema>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time as HH:MM');
const windows = z.array(z.tuple([clockTime, clockTime])).max(6);

/** Call windows per ISO weekday in the lead's zone, half-open; closing at or before opening means the next day. */
export const callHoursSchema = z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), windows);
export type CallHours = z.output<typeof callHoursSchema>;

const WORKING_DAY: [string, string][] = [['09:00', '18:00']];

/** Monday to Friday, 09:00 to 18:00. */
export const DEFAULT_CALL_HOURS: CallHours = {
  '1': WORKING_DAY,
  '2': WORKING_DAY,
  '3': WORKING_DAY,
  '4': WORKING_DAY,
  '5': WORKING_DAY,
};
