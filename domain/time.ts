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
    const milliseconds = epochOf(text);
    if (milliseconds === null) {
      ctx.addIssue({
        code: 'custom',
        message: 'must be an ISO 8601 instant, for example 2026-03-09T02:30:00.000Z',
      });
      return z.NEVER;
    }
    return new Date(milliseconds).toISOString();
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

/** The epoch milliseconds of a text that is an instant on a day that exists; else null. */
function epochOf(text: string): number | null {
  const day = INSTANT.exec(text)?.[1];
  if (day === undefined || !isDay(day)) return null;
  const milliseconds = Date.parse(text);
  return milliseconds >= FIRST_INSTANT && milliseconds <= LAST_INSTANT ? milliseconds : null;
}

/** Whether the text is an existing calendar day of the years 1 to 9999. */
export function isDay(text: string): boolean {
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(milliseconds) || text.startsWith('0000')) return false;
  return new Date(milliseconds).toISOString().startsWith(text);
}

/** Zones by the name that the runtime lists them under: making a formatter to ask is slow. */
const LISTED_ZONES = new Set(Intl.supportedValuesOf('timeZone'));

/** Whether the text names an IANA zone that this runtime knows; bare offsets are refused. */
export function isTimeZone(text: string): boolean {
  if (LISTED_ZONES.has(text)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: text });
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
