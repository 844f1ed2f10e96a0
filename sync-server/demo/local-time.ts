// Moments of the demo, said as a person says them: so many days from today, at such an hour where the lead is.

/** The instant of a wall-clock time in `zone`, `days` from the zone's today at `now` (an instant). */
export function atLocal(now: string, zone: string, days: number, hour: number, minute = 0): string {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate();
  const moment = today.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: { hour, minute } });
  return new Date(moment.epochMilliseconds).toISOString();
}

/** The day `days` from the zone's today. */
export const localDay = (now: string, zone: string, days: number): string =>
  Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().add({ days }).toString();

/** Minutes since midnight in the zone. */
export function minuteOfDay(now: string, zone: string): number {
  const { hour, minute } = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  return hour * 60 + minute;
}

/** HH:MM of minutes since midnight, held within the day. */
export function clockText(minutes: number): string {
  const held = Math.min(Math.max(Math.round(minutes), 0), 24 * 60 - 1);
  return `${String(Math.floor(held / 60)).padStart(2, '0')}:${String(held % 60).padStart(2, '0')}`;
}

/** Days from the zone's today to its next change of clocks; null where none is known. */
export function daysToClockChange(now: string, zone: string): number | null {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const change = here.getTimeZoneTransition('next');
  return change ? here.toPlainDate().until(change.toPlainDate()).days : null;
}
