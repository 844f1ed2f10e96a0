// Instants and calendar days as text, the clock as an argument, and the few zone questions every noun asks.
import { z } from 'zod';

/** A source of the current instant. Production reads the corrected device or server clock; tests hold it still. */
export interface Clock {
  /** The current instant, ISO 8601 UTC with milliseconds ("2026-03-09T02:30:00.000Z"). */
  now(): string;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

// Inside these, every zone's local day has a year of four digits that a database and plain text comparison know.
const FIRST_INSTANT = Date.parse('0001-01-03T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-29T00:00:00Z');

/**
 * An instant as stored: UTC text with milliseconds. Other offsets and precisions are accepted and normalised; years run
 * from 1 to 9999.
 */
export const instantSchema = z
  .string()
  .max(40)
  .transform((text, ctx) => {
    const instant = normalised(text);
    if (instant !== null) return instant;
    ctx.addIssue({
      code: 'custom',
      message: 'must be an ISO 8601 instant, for example 2026-03-09T02:30:00.000Z',
    });
    return z.NEVER;
  })
  .meta({ type: 'string', format: 'date-time', maxLength: 40 });

/** A calendar day, YYYY-MM-DD, that exists. */
export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day as YYYY-MM-DD')
  .refine(isDay, 'must be a day that exists')
  .meta({ type: 'string', format: 'date', maxLength: 10 });

/** An IANA time zone that this runtime knows ("Europe/Berlin"). */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be an IANA time zone, for example Europe/Berlin')
  .meta({ type: 'string', maxLength: 64 });

/** A text that is an instant on a day that exists, as it is stored; else null. */
function normalised(text: string): string | null {
  const milliseconds = Date.parse(text);
  if (!(milliseconds >= FIRST_INSTANT && milliseconds <= LAST_INSTANT)) return null;
  const instant = new Date(milliseconds).toISOString();
  // Most come as they are stored: a text that comes back as it was names a day that exists.
  if (instant === text) return instant;
  const day = INSTANT.exec(text)?.[1];
  return day !== undefined && isDay(day) ? instant : null;
}

/** Whether the text is an existing calendar day of the years 1 to 9999. */
export function isDay(text: string): boolean {
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(milliseconds) || text.startsWith('0000')) return false;
  return new Date(milliseconds).toISOString().startsWith(text);
}

/**
 * Zones known to be such, in lower case: those that the runtime lists, and its other names for them once they were asked
 * for. To ask is slow, because it makes a formatter.
 */
const KNOWN_ZONES = new Set(Intl.supportedValuesOf('timeZone').map((zone) => zone.toLowerCase()));

/** Whether the text names an IANA zone that this runtime knows, in whatever case; bare offsets are refused. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text)) return false;
  const zone = text.toLowerCase();
  if (KNOWN_ZONES.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    KNOWN_ZONES.add(zone);
    return true;
  } catch {
    return false;
  }
}

/** Text of an instant given in epoch milliseconds. */
export const instantOf = (epochMilliseconds: number): string => new Date(epochMilliseconds).toISOString();

/** The instant `minutes` (may be negative) after `instant`. */
export const addMinutes = (instant: string, minutes: number): string =>
  instantOf(Date.parse(instant) + minutes * 60_000);

/** The calendar day of `instant` in `timeZone`, YYYY-MM-DD. */
export function dayIn(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
