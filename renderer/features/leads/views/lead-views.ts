// Named lists of leads: what they ask for, whether the address still asks for the same, and some to begin with.
import type { LeadView } from '#domain/settings/lead-view.ts';
import { say } from '../../../words/say.ts';
import { type LeadsSearch, ME, NONE, parseLeadsSearch } from '../leads-search.ts';

/** Shared ones stand in the settings, own ones on this device; those to begin with come with the program. */
export type ViewKind = 'shared' | 'own' | 'starter';

export interface ListedView extends LeadView {
  kind: ViewKind;
}

/** What the address asks for, without the place in the list. Columns say nothing where there is no table. */
export function asksOf(search: LeadsSearch): LeadView['asks'] {
  const others = ['at', 'view', ...(search.as === 'board' ? ['cols'] : [])];
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]): [string, LeadView['asks'][string]][] =>
      value === undefined || others.includes(name) ? [] : [[name, value]],
    ),
  );
}

/** The address of a view, as far as this program understands it. */
export const searchOf = ({ id, asks }: LeadView): LeadsSearch => parseLeadsSearch({ ...asks, view: id });

/** Whether the address asks for something else than the view. */
export const isChanged = (view: LeadView, search: LeadsSearch): boolean =>
  plain(asksOf(searchOf(view))) !== plain(asksOf(search));

const plain = (asks: LeadView['asks']): string =>
  JSON.stringify(Object.entries(asks).sort(([one], [other]) => (one < other ? -1 : 1)));

interface Starter {
  id: string;
  name: string;
  asks: LeadsSearch;
  /** Only for who sees the leads of others too. */
  staff?: true;
}

const STARTERS: readonly Starter[] = [
  { id: 'all', name: say('All leads'), asks: {} },
  { id: 'mine-overdue', name: say('Mine, overdue'), asks: { assignee: [ME], due: ['OVERDUE'], sort: 'due' } },
  { id: 'nobodys', name: say('Without an assignee'), asks: { assignee: [NONE] }, staff: true },
  { id: 'late', name: say('First answer is late'), asks: { sla: ['breached'] } },
  { id: 'pipeline', name: say('Pipeline'), asks: { as: 'board', sort: 'due' } },
  { id: 'won', name: say('Won, by value'), asks: { state: ['WON'], sort: 'value', desc: true } },
  { id: 'no-tier', name: say('Without a tier'), asks: { tier: [NONE] } },
];

/** The views that come with the program. */
export const starterViews = (staff: boolean): ListedView[] =>
  STARTERS.filter((one) => staff || !one.staff).map(({ id, name, asks }) => ({
    ...{ id, name, kind: 'starter' as const },
    asks: asksOf(asks),
  }));
