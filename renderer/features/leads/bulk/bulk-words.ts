// A change to many leads in words: what it will do, what it has done, and for which leads it is refused, and why.
import { dayNumber } from '#domain/plan/days.ts';
import { dayWords } from '#domain/plan/words.ts';
import type { ManyAct, ManyDone, ManyPreview, ManyRefused } from '../../../replica/acts/many-types.ts';
import { stateWord } from '../../../ui/field-words.ts';
import { refusalWords } from '../../../ui/refusal-words.ts';

const NAMES_SHOWN = 3;
const number = new Intl.NumberFormat('en');

/** "1 lead", "1,200 leads". */
export const leadsWords = (count: number): string =>
  count === 1 ? '1 lead' : `${number.format(count)} leads`;

/** What it does to so many leads: "move to Qualified". `nameOf` names a person. */
function doingWords(act: ManyAct, one: boolean, nameOf: (id: string) => string): string {
  const s = one ? 's' : '';
  switch (act.kind) {
    case 'state':
      return `move${s} to ${stateWord(act.state)}`;
    case 'tier':
      return act.tier === null ? `lose${s} ${one ? 'its' : 'their'} tier` : `become${s} tier ${act.tier}`;
    case 'assignee':
      return act.assignee_id === null
        ? `${one ? 'is' : 'are'} nobody’s any more`
        : `go${one ? 'es' : ''} to ${nameOf(act.assignee_id)}`;
    case 'tags':
      return tagWords(act, s);
    case 'cadence':
      return `${one ? 'is' : 'are'} called ${rhythmWords(act.cadence)}`;
    case 'snooze':
      return `${one ? 'is' : 'are'} put aside until ${untilWords(act.when)}`;
  }
}

function tagWords({ add, remove }: Extract<ManyAct, { kind: 'tags' }>, s: string): string {
  const gets = add.length > 0 ? `get${s} ${add.join(', ')}` : '';
  const loses = remove.length > 0 ? `lose${s} ${remove.join(', ')}` : '';
  return [gets, loses].filter(Boolean).join(' and ');
}

function rhythmWords(cadence: Extract<ManyAct, { kind: 'cadence' }>['cadence']): string {
  switch (cadence?.kind) {
    case undefined:
      return 'as usual for the tier';
    case 'none':
      return 'without a rhythm';
    case 'days':
      return cadence.n === 1 ? 'every day' : `every ${cadence.n} days`;
    case 'workdays':
      return cadence.n === 1 ? 'every open day' : `every ${cadence.n} open days`;
    case 'month_day':
      return `on day ${cadence.day} of the month`;
    case 'weekdays':
      return 'on weekdays';
  }
}

const untilWords = (when: Extract<ManyAct, { kind: 'snooze' }>['when']): string =>
  'on' in when ? dayWords(dayNumber(when.on)) : when.until;

/** What will come of it, a sentence each: those that change, those that are so already. */
export function previewWords(
  act: ManyAct,
  { changed, same }: ManyPreview,
  nameOf: (id: string) => string,
): string[] {
  return [
    changed > 0 ? `${leadsWords(changed)} ${doingWords(act, changed === 1, nameOf)}.` : 'No lead changes.',
    ...(same > 0 ? [`${leadsWords(same)} ${same === 1 ? 'is' : 'are'} so already.`] : []),
  ];
}

/** Why it is refused, for how many, and which they are: "2 leads stay as they are: Only … (Alder, Birch)". */
export function refusedWords({ refusal, leads }: ManyRefused): string {
  const names = leads.flatMap(({ name }) => (name === '' ? [] : [name]));
  const more = names.length > NAMES_SHOWN ? ` and ${number.format(names.length - NAMES_SHOWN)} more` : '';
  const which = names.length > 0 ? ` (${names.slice(0, NAMES_SHOWN).join(', ')}${more})` : '';
  const [stay, they] = leads.length === 1 ? ['stays', 'it is'] : ['stay', 'they are'];
  return `${leadsWords(leads.length)} ${stay} as ${they}${which}: ${refusalWords(refusal)}`;
}

/** For the toast: what has been done. */
export function doneWords(act: ManyAct, done: ManyDone, nameOf: (id: string) => string): string {
  const refused = done.refused.reduce((sum, { leads }) => sum + leads.length, 0);
  const [first = ''] = previewWords(act, done, nameOf);
  return [
    done.stopped ? `Stopped. ${first}` : first,
    refused > 0 ? `${leadsWords(refused)} ${refused === 1 ? 'was' : 'were'} refused.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
