// A change to many leads as its form holds it, and the act that it asks for.
import type { Cadence } from '#domain/lead/cadence.ts';
import { cadenceSchema } from '#domain/lead/cadence.ts';
import { TIERS } from '#domain/lead/lead.ts';
import type { ManyAct } from '../../../replica/acts/many-types.ts';
import { say } from '../../../words/say.ts';

export const BULK_KINDS = ['state', 'assignee', 'tags', 'tier', 'cadence', 'snooze'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

export const KIND_WORDS: Readonly<Record<BulkKind, string>> = {
  state: say('Stage'),
  assignee: say('Assignee'),
  tags: say('Tags'),
  tier: say('Tier'),
  cadence: say('Rhythm'),
  snooze: say('Put aside'),
};

/** Stands in a choice for "none". */
export const NOBODY = '-';

/** Everything as typed or chosen; empty: nothing chosen yet. */
export interface BulkValues {
  state: string;
  assignee: string;
  add: string[];
  remove: string[];
  tier: string;
  rhythm: Exclude<Cadence['kind'], 'weekdays'> | 'usual' | '';
  n: string;
  on: string;
}

export const EMPTY: BulkValues = {
  ...{ state: '', assignee: '', add: [], remove: [], tier: '', rhythm: '', n: '7', on: '' },
};

/** The act of that kind; null as long as it is not all there. */
export function bulkActOf(kind: BulkKind, values: BulkValues): ManyAct | null {
  const { state, assignee, add, remove, tier, on } = values;
  switch (kind) {
    case 'state':
      return state === '' ? null : { kind, state };
    case 'assignee':
      return assignee === '' ? null : { kind, assignee_id: assignee === NOBODY ? null : assignee };
    case 'tags':
      return add.length + remove.length === 0 ? null : { kind, add, remove };
    case 'tier':
      return tier === '' ? null : { kind, tier: TIERS.find((one) => one === tier) ?? null };
    case 'cadence':
      return cadenceActOf(values);
    case 'snooze':
      return on === '' ? null : { kind, when: { on } };
  }
}

function cadenceActOf({ rhythm, n }: BulkValues): ManyAct | null {
  if (rhythm === '') return null;
  if (rhythm === 'usual') return { kind: 'cadence', cadence: null };
  const count = /^\s*\d+\s*$/.test(n) ? Number(n) : Number.NaN;
  const wanted = rhythm === 'month_day' ? { kind: rhythm, day: count } : { kind: rhythm, n: count };
  const parsed = cadenceSchema.safeParse(rhythm === 'none' ? { kind: rhythm } : wanted);
  return parsed.success ? { kind: 'cadence', cadence: parsed.data } : null;
}
