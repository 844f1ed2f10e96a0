// What people set about an account as a form holds it, and back.
import { type Metric, metricSchema } from '#domain/metric/metric.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { MetricChanges } from '../../replica/acts/act-types.ts';
import { parseAmount } from '../../ui/amount.ts';
import { checked, type FieldErrors } from '../../ui/checked.ts';
import { say } from '../../words/say.ts';
import { plainAmount } from './facts-values.ts';
import { orNull } from './form.ts';

export interface PauseText {
  /** Tells the pauses of one form apart. */
  key: number;
  from_on: string;
  to_on: string;
}

export interface PerformanceValues {
  expected_interval_days: string;
  monthly_target: string;
  pauses: PauseText[];
  /** Empty: as computed. */
  rating: string;
  reason: string;
  expires_on: string;
}

/** The set values as text; `currency` is the workspace's. */
export const performanceValuesOf = (metric: Metric | null, currency: string): PerformanceValues => ({
  expected_interval_days: metric?.expected_interval_days ? String(metric.expected_interval_days) : '',
  monthly_target: metric?.monthly_target_minor ? plainAmount(metric.monthly_target_minor, currency) : '',
  pauses: (metric?.pauses ?? []).map(({ from_on, to_on }, key) => ({ key, from_on, to_on: to_on ?? '' })),
  rating: metric?.override?.rating ?? '',
  reason: metric?.override?.reason ?? '',
  expires_on: metric?.override?.expires_on ?? '',
});

const schema = metricSchema.pick({
  expected_interval_days: true,
  monthly_target_minor: true,
  pauses: true,
  override: true,
});

/** What to store, or words per field. Only the rating asks for a reason and a last day. */
export function performanceFrom(
  values: PerformanceValues,
  currency: string,
): Result<MetricChanges, FieldErrors> {
  const { rating, reason, expires_on, pauses } = values;
  const interval = orNull(values.expected_interval_days);
  const target = orNull(values.monthly_target);
  const fields = checked(schema, {
    expected_interval_days: interval === null ? null : /^\d+$/.test(interval) ? Number(interval) : Number.NaN,
    monthly_target_minor: target === null ? null : (parseAmount(target, currency) ?? Number.NaN),
    pauses: pauses.map(({ from_on, to_on }) => ({ from_on, to_on: orNull(to_on) })),
    override: rating === '' ? null : { rating, reason: 'given', expires_on: expires_on || '-' },
  });
  const errors = fields.ok ? {} : wordsFor(fields.error);
  if (rating !== '' && reason.trim() === '') errors['reason'] = say('Say why, for whoever reads it later');
  if (!fields.ok || Object.keys(errors).length > 0) return refuse(errors);
  const override = fields.value.override && { ...fields.value.override, reason: reason.trim() };
  return ok({ ...fields.value, override });
}

const WORDS: Readonly<Record<string, [string, string]>> = {
  expected_interval_days: ['expected_interval_days', say('Must be whole days from 1 to 730')],
  monthly_target_minor: ['monthly_target', say('Must be an amount above 0, for example 5,000')],
  pauses: ['pauses', say('Each pause needs a first day, and a last day that is not before it')],
  override: ['expires_on', say('Choose the last day on which it holds')],
};

const wordsFor = (errors: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.keys(errors).map((key) => WORDS[key] ?? [key, errors[key] ?? '']));
