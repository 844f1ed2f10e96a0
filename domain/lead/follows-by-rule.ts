// Whether a change of a lead holds only what a rule made of a logged call, and nothing that a person has typed.
import { type Fields, sameValue } from '../merge/three-way.ts';
import { categoryOf, type Settings } from '../settings/settings.ts';

const HEAD = new Set(['write_id', 'created_at', 'updated_at', '_deleted']);

/**
 * Whether all that `mine` changes of `base` is what follows from a first call: the promise met, the lead reached. Whoever
 * has the call can make the same of it.
 */
export function followsByRule(base: Fields, mine: Fields, settings: Pick<Settings, 'states'>): boolean {
  return Object.keys(mine)
    .filter((field) => !HEAD.has(field) && !sameValue(base[field], mine[field]))
    .every((field) => field === 'sla_met_at' || (field === 'state' && isReached(base, mine, settings)));
}

const isReached = (base: Fields, mine: Fields, settings: Pick<Settings, 'states'>): boolean =>
  mine['state'] === 'REACHED_OUT' && categoryOf(settings, String(base['state'])) === 'new';
