// What keeps a due lead out of sight for a while: a snooze, or tries in vain. The newest of them decides.
import { nthOpenDayAfter } from './cadence.ts';
import type { Act, Tally } from './counting.ts';
import type { Due } from './due.ts';
import type { Calendar } from './windows.ts';

/** Instants in epoch milliseconds. */
export interface Hiding {
  until: number;
  by: 'snooze' | 'attempt';
}

/** A lead may be snoozed for so many lead-local days. */
export const MAX_SNOOZE_DAYS = 30;
const RETRY_MS = 2 * 3_600_000;

/** The tries in vain that count against a due date: on or after its day, or for a promised instant from that instant on. */
export function attemptsOnDue(due: Due, tally: Tally, calendar: Calendar): number[] {
  return tally.attempts.filter((at) => (due.promised ? at >= due.at : calendar.zone.dayOf(at) >= due.on));
}

/** What hides the lead, also where that has passed; null when nothing has since the last counted call. */
export function hidingOf(tally: Tally, attempts: readonly number[], calendar: Calendar): Hiding | null {
  const tried = attempts.at(-1) ?? Number.NEGATIVE_INFINITY;
  const snoozed = tally.snooze?.at ?? Number.NEGATIVE_INFINITY;
  const promised = tally.callback?.at ?? Number.NEGATIVE_INFINITY;
  if (tally.snooze !== null && snoozed >= tried)
    return { by: 'snooze', until: snoozedUntil(tally.snooze, calendar) };
  // A promise made after the tries calls for the lead again.
  if (attempts.length === 0 || tried < promised) return null;
  return { by: 'attempt', until: retryAt(attempts.length, tried, calendar) };
}

function snoozedUntil({ at, target }: Act, calendar: Calendar): number {
  const wanted = 'until' in target ? target.until : calendar.zone.startOf(target.on);
  const set = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(calendar.zone.id);
  const until = Math.min(wanted, set.add({ days: MAX_SNOOZE_DAYS }).epochMilliseconds);
  return calendar.openFrom(until) ?? until;
}

function retryAt(tries: number, newest: number, calendar: Calendar): number {
  const soon = newest + RETRY_MS;
  if (tries === 1) return calendar.openFrom(soon) ?? soon;
  const day = nthOpenDayAfter(calendar.zone.dayOf(newest), tries === 2 ? 1 : 2, calendar);
  return day === null ? soon : Math.min(...calendar.windowsOn(day).map((window) => window.opens));
}
