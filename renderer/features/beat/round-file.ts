// A round as a calendar file: an event per stop, on the clock of the lead.
import ICAL from 'ical.js';
import type { Point } from '#domain/beat/place.ts';
import { zoneChanges } from '#domain/beat/zone-changes.ts';
import { derivedId } from '#domain/ids.ts';

/** A stop that has a time. Instants are epoch milliseconds. */
export interface TimedStop {
  lead_id: string;
  name: string;
  begins: number;
  ends: number;
  /** IANA zone of the lead. */
  time_zone: string;
  location: string | null;
  point: Point | null;
  description: string;
}

// A line that goes on begins with a blank, which ical.js leaves out of its count. Source: RFC 5545, 3.1.
ICAL.foldLength = 74;

const CRLF = '\r\n';

/** The UID of a stop: the same for the same person, day (YYYY-MM-DD) and lead, on every computer. */
export const stopUid = (userId: string, on: string, leadId: string): string =>
  `${derivedId(`stop ${userId} ${on} ${leadId}`)}@callbook`;

/** The text of the file as it is at `now` (an instant). Source: RFC 5545. */
export function roundFile(
  stops: readonly TimedStop[],
  { user_id, on, now }: { user_id: string; on: string; now: string },
): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('prodid', '-//Callbook//Round//EN');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  for (const [zone, span] of spansByZone(stops)) calendar.addSubcomponent(zonePart(zone, span));
  for (const stop of stops) {
    const event = eventPart(stop, now);
    event.addPropertyWithValue('uid', stopUid(user_id, on, stop.lead_id));
    calendar.addSubcomponent(event);
  }
  return `${calendar.toString()}${CRLF}`;
}

function spansByZone(stops: readonly TimedStop[]): Map<string, { from: number; to: number }> {
  const spans = new Map<string, { from: number; to: number }>();
  for (const { time_zone, begins, ends } of stops) {
    const known = spans.get(time_zone) ?? { from: begins, to: ends };
    spans.set(time_zone, { from: Math.min(known.from, begins), to: Math.max(known.to, ends) });
  }
  return spans;
}

function zonePart(timeZone: string, { from, to }: { from: number; to: number }) {
  const zone = new ICAL.Component('vtimezone');
  zone.addPropertyWithValue('tzid', timeZone);
  for (const change of zoneChanges(timeZone, from, to)) {
    const part = new ICAL.Component(change.daylight ? 'daylight' : 'standard');
    // The moment of a change is named by the clock that held before it.
    part.addPropertyWithValue('dtstart', wallTime(plainUtc(change.at + change.from * 1000)));
    part.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromSeconds(change.from));
    part.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromSeconds(change.to));
    part.addPropertyWithValue('tzname', change.name);
    zone.addSubcomponent(part);
  }
  return zone;
}

function eventPart(stop: TimedStop, now: string) {
  const event = new ICAL.Component('vevent');
  const stamp = Date.parse(now);
  event.addPropertyWithValue('dtstamp', utcTime(stamp));
  event.addPropertyWithValue('sequence', Math.floor(stamp / 60_000));
  addMoment(event, 'dtstart', stop.begins, stop.time_zone);
  addMoment(event, 'dtend', stop.ends, stop.time_zone);
  event.addPropertyWithValue('summary', stop.name);
  if (stop.location) event.addPropertyWithValue('location', stop.location);
  if (stop.point) event.addPropertyWithValue('geo', [stop.point.latitude, stop.point.longitude]);
  if (stop.description) event.addPropertyWithValue('description', stop.description);
  return event;
}

function addMoment(
  event: InstanceType<typeof ICAL.Component>,
  name: string,
  at: number,
  timeZone: string,
): void {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDateTime();
  // By the standard a wall time that comes twice is the first of the two; programs do not agree on it. UTC says which.
  const as = (disambiguation: 'earlier' | 'later') =>
    local.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds;
  if (as('earlier') !== as('later')) {
    event.addPropertyWithValue(name, utcTime(at));
    return;
  }
  const property = new ICAL.Property(name);
  property.setParameter('tzid', timeZone);
  property.setValue(wallTime(local));
  event.addProperty(property);
}

const plainUtc = (at: number): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDateTime();

const wallTime = ({ year, month, day, hour, minute, second }: Temporal.PlainDateTime) =>
  ICAL.Time.fromData({ year, month, day, hour, minute, second, isDate: false });

const utcTime = (at: number) => {
  const time = wallTime(plainUtc(at));
  time.zone = ICAL.Timezone.utcTimezone;
  return time;
};
