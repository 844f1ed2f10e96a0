// Days, spans, rhythms and money of the domain's words, in the language of this run.
import type { Cadence } from '#domain/lead/cadence.ts';
import { cadenceWords as cadenceIn } from '#domain/plan/explain.ts';
import { durationWords as durationIn } from '#domain/plan/window-line.ts';
import { dayWords as dayIn, momentWords as momentIn, weekdayWord as weekdayIn } from '#domain/plan/words.ts';
import type { Zone } from '#domain/plan/zone.ts';
import { tongue } from './say.ts';

export { clockWords } from '#domain/plan/words.ts';

/** "Mon" for 1 to "Sun" for 7. */
export const weekdayWord = (weekday: number): string => weekdayIn(weekday, tongue());

/** "Mon 9 Mar 2026" for a day number. */
export const dayWords = (day: number): string => dayIn(day, tongue());

/** "Mon 9 Mar 2026, 09:00" of an instant in a zone. */
export const momentWords = (at: number, zone: Zone): string => momentIn(at, zone, tongue());

/** "40 min", "2 h", "3 h 5 min" of whole minutes. */
export const durationWords = (minutes: number): string => durationIn(minutes, tongue());

/** A rhythm in words: "Called every 7 days". */
export const cadenceWords = (cadence: Cadence): string => cadenceIn(cadence, tongue());

/** "1,200.50 EUR", with all decimals. */
export const moneyWords = (minor: number, currency: string): string =>
  tongue().money(BigInt(minor), currency);

/** "12,300". */
export const numberWords = (value: number): string => tongue().number(value);

/** Things one after the other: "Mon, Tue". What is not there is left out. */
export const listWords = (things: readonly (string | false | null | undefined)[]): string =>
  tongue().list(things.flatMap((thing) => thing || []));
