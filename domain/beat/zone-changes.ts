// The changes of a zone's offset around a span of time: what a calendar file has to say about a zone.

/** From `at` (epoch milliseconds) on, the zone is `to` seconds ahead of UTC; before, it was `from` seconds. */
export interface ZoneChange {
  at: number;
  from: number;
  to: number;
  /** Whether the later offset is summer time. */
  daylight: boolean;
  /** The short name that holds from then on, such as "GMT+2". */
  name: string;
}

/**
 * The change that holds at `from`, and all until `to` and the one after it; so that every instant between is covered.
 * A zone that has not changed since has an entry at the beginning of 1970, from its offset to the same.
 */
export function zoneChanges(timeZone: string, from: number, to: number): ZoneChange[] {
  const instant = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const first = instant(from + 1).getTimeZoneTransition('previous');
  // Calendar programs do not know what was before 1970.
  const moments = [first !== null && first.epochMilliseconds > 0 ? first : instant(0)];
  let next = instant(from).getTimeZoneTransition('next');
  while (next !== null) {
    moments.push(next);
    if (next.epochMilliseconds > to) break;
    next = next.getTimeZoneTransition('next');
  }
  return moments.map((moment) => changeAt(moment, timeZone));
}

function changeAt(moment: Temporal.ZonedDateTime, timeZone: string): ZoneChange {
  const seconds = (at: Temporal.ZonedDateTime) => at.offsetNanoseconds / 1e9;
  const [from, to] = [seconds(moment.subtract({ milliseconds: 1 })), seconds(moment)];
  return {
    at: moment.epochMilliseconds,
    from,
    to,
    // Whether an hour was put on; what a country calls it is not known here, and no calendar program asks.
    daylight: to > from,
    name: offsetName(moment, timeZone),
  };
}

const offsetName = (moment: Temporal.ZonedDateTime, timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'short' })
    .formatToParts(moment.epochMilliseconds)
    .filter(({ type }) => type === 'timeZoneName')
    .map(({ value }) => value)
    .join('');
