// A time zone as fast arithmetic. Temporal says where the offset changes; far from a change, adding the offset is exact,
// near one, Temporal converts itself.
import { DAY_MS, dayText } from './days.ts';

export interface Zone {
  /** IANA name. */
  readonly id: string;
  /** The local day number of an instant in epoch milliseconds. */
  dayOf(at: number): number;
  /** Local minutes since midnight, as the wall clock shows them, of an instant. */
  minuteOf(at: number): number;
  /** The first instant of a local day. */
  startOf(day: number): number;
  /**
   * The instant of a wall-clock time, in minutes after the midnight that begins `day`. In a gap both sides move forward
   * by the gap; in an overlap an opening is the earlier one and a closing the later one.
   */
  instantOf(day: number, minutes: number, side: 'opening' | 'closing'): number;
  /** An instant after `at` until which the local day stays the same; never later than the next change of day. */
  dayHoldsUntil(at: number): number;
}

interface Span {
  from: number;
  to: number;
  offset: number;
}

const MINUTE_MS = 60_000;
// No zone has ever moved its clocks by more than a day.
const NEAR = 2 * DAY_MS;
const REACH = 366 * DAY_MS;
const MAX_SPANS = 300;
const MAX_ZONES = 800;

const zones = new Map<string, Zone>();

/** The zone of this IANA name. What is learnt about it is kept, for as long as the process lives. Throws RangeError on an unknown name. */
export function zoneOf(id: string): Zone {
  const known = zones.get(id);
  if (known !== undefined) return known;
  if (zones.size >= MAX_ZONES) zones.clear();
  const zone = createZone(id);
  zones.set(id, zone);
  return zone;
}

/** A zone with an empty memory of its own. */
export function createZone(id: string): Zone {
  const spanAt = createSpans(id);
  const wall = (at: number) => at + spanAt(at).offset;
  const plainly = (local: number): number | null => {
    const span = spanAt(local);
    const at = local - span.offset;
    return at - NEAR >= span.from && at + NEAR < span.to ? at : null;
  };
  return {
    id,
    dayOf: (at) => Math.floor(wall(at) / DAY_MS),
    minuteOf: (at) => Math.floor((wall(at) - Math.floor(wall(at) / DAY_MS) * DAY_MS) / MINUTE_MS),
    startOf: (day) =>
      plainly(day * DAY_MS) ?? Temporal.PlainDate.from(dayText(day)).toZonedDateTime(id).epochMilliseconds,
    instantOf: (day, minutes, side) =>
      plainly(day * DAY_MS + minutes * MINUTE_MS) ??
      Temporal.PlainDateTime.from(dayText(day))
        .add({ minutes })
        .toZonedDateTime(id, { disambiguation: side === 'opening' ? 'compatible' : 'later' })
        .epochMilliseconds,
    dayHoldsUntil: (at) => {
      const span = spanAt(at);
      const midnight = (Math.floor((at + span.offset) / DAY_MS) + 1) * DAY_MS - span.offset;
      return Math.min(midnight, span.to);
    },
  };
}

// Answers with a span of time around an instant in which the offset stays the same.
function createSpans(id: string): (at: number) => Span {
  const spans: Span[] = [];
  let latest: Span = { from: 0, to: 0, offset: 0 };
  const holds = (span: Span, at: number) => at >= span.from && at < span.to;
  return (at) => {
    if (holds(latest, at)) return latest;
    const known = spans.find((span) => holds(span, at));
    latest = known ?? learnSpan(id, at);
    if (spans.length >= MAX_SPANS) spans.length = 0;
    if (known === undefined) spans.push(latest);
    return latest;
  };
}

function learnSpan(id: string, at: number): Span {
  const here = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(id);
  // "previous" is strictly before: one millisecond on, a change at this very instant is found as the beginning.
  const previous = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const next = here.getTimeZoneTransition('next');
  return {
    from: Math.max(previous?.epochMilliseconds ?? at - REACH, at - REACH),
    to: Math.min(next?.epochMilliseconds ?? at + REACH, at + REACH),
    offset: here.offsetNanoseconds / 1e6,
  };
}
