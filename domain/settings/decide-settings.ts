// What may be changed in the settings: the merge of a patch, and what a workspace may not lose.
import { type FieldIssue, invalid, type Refusal, refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import { BUILT_IN_STATES, type Settings, settingsSchema } from './settings.ts';

/** The first four are the pipeline's frame. */
const FRAME = BUILT_IN_STATES.slice(0, 4);
const SERVER_OWNED = ['id', 'write_id', 'created_at', 'updated_at'];

/**
 * The settings after a merge patch: objects are merged by key, null clears a key, lists are replaced. `rates` only grows:
 * a patch may give the new ones alone or all of them, each new one for `today` (YYYY-MM-DD) or later. Refusal: `invalid`.
 * Source: RFC 7396.
 */
export function decideSettings(
  before: Settings,
  patch: Record<string, unknown>,
  today: string,
): Result<Settings, Refusal> {
  const unknown = Object.keys(patch).filter((key) => !(key in settingsSchema.shape));
  if (unknown.length > 0) return refuseAll(unknown.map((path) => ({ path, message: 'is not a setting' })));
  const wanted = Object.fromEntries(Object.entries(patch).filter(([key]) => !SERVER_OWNED.includes(key)));
  const rates = Array.isArray(wanted['rates'])
    ? withNewRates(before.rates, wanted['rates'])
    : wanted['rates'];
  const parsed = settingsSchema.safeParse({
    ...merged(before, wanted),
    ...('rates' in wanted ? { rates } : {}),
  });
  if (!parsed.success) return refuse(invalid(parsed.error.issues));
  const issues = [
    ...issuesOfStates(parsed.data),
    ...issuesOfTransitions(parsed.data),
    ...issuesOfCustomFields(parsed.data),
    ...issuesOfViews(parsed.data),
    ...issuesOfRates(before, parsed.data, today),
  ];
  return issues.length > 0 ? refuseAll(issues) : ok(parsed.data);
}

const refuseAll = (errors: FieldIssue[]): Result<Settings, Refusal> => refuse(refusal('invalid', { errors }));

function merged(before: object, patch: Record<string, unknown>): Record<string, unknown> {
  const after: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete after[key];
    else {
      const old = after[key];
      after[key] = isObject(value) && isObject(old) ? merged(old, value) : value;
    }
  }
  return after;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The old rates, then those of the patch that are not among them word for word. */
function withNewRates(before: Settings['rates'], given: unknown[]): unknown[] {
  const known = new Set(before.map(rateKey));
  return [...before, ...given.filter((rate) => !isObject(rate) || !known.has(rateKey(rate)))];
}

const rateKey = (rate: { currency?: unknown; on?: unknown; rate?: unknown }): string =>
  JSON.stringify([rate.currency, rate.on, rate.rate]);

function issuesOfStates({ states }: Settings): FieldIssue[] {
  const names = states.map((state) => state.name);
  const lost = FRAME.filter(
    ({ name, category }) => !states.some((s) => s.name === name && s.category === category),
  );
  return [
    ...twice(names).map((name) => ({ path: 'states', message: `${name} stands there twice` })),
    ...lost.map(({ name, category }) => ({
      path: 'states',
      message: `${name} must stay, with the category ${category}`,
    })),
  ];
}

const twice = (names: string[]): string[] => names.filter((name, at) => names.indexOf(name) !== at);

/** Each state once, and only states that are there: a state goes away with its place in the table. */
function issuesOfTransitions({ states, transitions }: Settings): FieldIssue[] {
  const table = transitions ?? [];
  const known = new Set(states.map(({ name }) => name));
  const strangers = table.flatMap(({ from, to }) => [from, ...to]).filter((name) => !known.has(name));
  return [
    ...twice(table.map(({ from }) => from)).map((name) => `${name} stands there twice`),
    ...strangers.map((name) => `${name} is no state`),
  ].map((message) => ({ path: 'transitions', message }));
}

const issuesOfCustomFields = ({ custom_fields }: Settings): FieldIssue[] =>
  twice((custom_fields ?? []).map(({ key }) => key)).map((key) => ({
    path: 'custom_fields',
    message: `${key} stands there twice`,
  }));

const issuesOfViews = ({ lead_views }: Settings): FieldIssue[] =>
  twice((lead_views ?? []).map(({ id }) => id)).map((id) => ({
    path: 'lead_views',
    message: `${id} stands there twice`,
  }));

function issuesOfRates(before: Settings, after: Settings, today: string): FieldIssue[] {
  const fresh = after.rates.slice(before.rates.length);
  const days = new Set(before.rates.map((rate) => `${rate.currency} ${rate.on}`));
  return fresh.flatMap((rate, at) => {
    const path = `rates.${before.rates.length + at}`;
    const day = `${rate.currency} ${rate.on}`;
    if (days.has(day)) return [{ path, message: `there is a rate for ${day}; rates are never changed` }];
    days.add(day);
    if (rate.on < today) return [{ path: `${path}.on`, message: `must be ${today} or later` }];
    if (/^[0.]+$/.test(rate.rate)) return [{ path: `${path}.rate`, message: 'must be above zero' }];
    return rate.currency === after.currency
      ? [{ path: `${path}.currency`, message: 'is the workspace currency itself' }]
      : [];
  });
}
