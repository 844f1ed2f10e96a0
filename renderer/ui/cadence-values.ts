// The rhythm of calls as a form holds it, and back.
import { type Cadence, cadenceSchema } from '#domain/lead/cadence.ts';
import { ok, type Result } from '#domain/result.ts';
import { checked, type FieldErrors } from './checked.ts';

export interface CadenceValues {
  /** `usual`: the tier's, else the workspace's. */
  kind: Cadence['kind'] | 'usual';
  /** Days, open days, or the day of the month, as typed. */
  n: string;
  /** ISO weekdays as text. */
  days: string[];
  every_weeks: string;
  anchor_on: string;
}

/** `monday` begins the count of weeks of a rhythm that has none yet (YYYY-MM-DD). */
export function cadenceValuesOf(cadence: Cadence | null, monday: string): CadenceValues {
  const values: CadenceValues = {
    kind: cadence?.kind ?? 'usual',
    n: '7',
    days: ['1'],
    every_weeks: '1',
    anchor_on: monday,
  };
  if (cadence === null || cadence.kind === 'none') return values;
  if (cadence.kind === 'month_day') return { ...values, n: String(cadence.day) };
  if (cadence.kind !== 'weekdays') return { ...values, n: String(cadence.n) };
  const { days, every_weeks, anchor_on } = cadence;
  return { ...values, days: days.map(String), every_weeks: String(every_weeks), anchor_on };
}

/** The rhythm to store; null for the usual one. Words stand under the field they belong to. */
export function cadenceFrom(values: CadenceValues): Result<Cadence | null, FieldErrors> {
  const { kind, n, days, every_weeks, anchor_on } = values;
  const whole = (text: string) => (/^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN);
  switch (kind) {
    case 'usual':
      return ok(null);
    case 'none':
      return ok({ kind });
    case 'days':
    case 'workdays':
      return checked(cadenceSchema, { kind, n: whole(n) });
    case 'month_day':
      return renamed(checked(cadenceSchema, { kind, day: whole(n) }));
    case 'weekdays':
      return checked(cadenceSchema, {
        kind,
        days: days.map(Number).sort((a, b) => a - b),
        every_weeks: whole(every_weeks),
        anchor_on,
      });
  }
}

const renamed = (result: Result<Cadence, FieldErrors>): Result<Cadence, FieldErrors> =>
  result.ok ? result : { ok: false, error: { n: result.error['day'] } };
