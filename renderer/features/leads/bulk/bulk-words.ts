// A change to many leads in words: what it will do, what it has done, and for which leads it is refused, and why.
import { dayNumber } from '#domain/plan/days.ts';
import type { ManyAct, ManyDone, ManyPreview, ManyRefused } from '../../../replica/acts/many-types.ts';
import { stateWord } from '../../../ui/field-words.ts';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { dayWords, listWords, numberWords } from '../../../words/dates.ts';
import { say } from '../../../words/say.ts';

const NAMES_SHOWN = 3;

/** "1 lead", "1,200 leads". */
export const leadsWords = (count: number): string =>
  say('{count, plural, one {1 lead} other {{count2} leads}}', { count, count2: numberWords(count) });

/** What it does to so many leads: "3 leads move to Qualified." `nameOf` names a person. */
function doingWords(act: ManyAct, n: number, nameOf: (id: string) => string): string {
  const facts = { n, leads: leadsWords(n) };
  switch (act.kind) {
    case 'state':
      return say('{leads} {n, plural, one {moves} other {move}} to {state}.', {
        ...facts,
        state: stateWord(act.state),
      });
    case 'tier':
      return act.tier === null
        ? say('{leads} {n, plural, one {loses its} other {lose their}} tier.', facts)
        : say('{leads} {n, plural, one {becomes} other {become}} tier {tier}.', { ...facts, tier: act.tier });
    case 'assignee':
      return act.assignee_id === null
        ? say('{leads} {n, plural, one {is} other {are}} nobody’s any more.', facts)
        : say('{leads} {n, plural, one {goes} other {go}} to {name}.', {
            ...facts,
            name: nameOf(act.assignee_id),
          });
    case 'tags':
      return tagWords(act, facts);
    case 'cadence':
      return say('{leads} {n, plural, one {is} other {are}} called {rhythm}.', {
        ...facts,
        rhythm: rhythmWords(act.cadence),
      });
    case 'snooze':
      return say('{leads} {n, plural, one {is} other {are}} put aside until {until}.', {
        ...facts,
        until: untilWords(act.when),
      });
  }
}

function tagWords(
  { add, remove }: Extract<ManyAct, { kind: 'tags' }>,
  facts: { n: number; leads: string },
): string {
  const added = listWords(add);
  const removed = listWords(remove);
  if (remove.length === 0)
    return say('{leads} {n, plural, one {gets} other {get}} {added}.', { ...facts, added });
  if (add.length === 0)
    return say('{leads} {n, plural, one {loses} other {lose}} {removed}.', { ...facts, removed });
  return say(
    '{leads} {n, plural, one {gets} other {get}} {added} and {n, plural, one {loses} other {lose}} {removed}.',
    { ...facts, added, removed },
  );
}

function rhythmWords(cadence: Extract<ManyAct, { kind: 'cadence' }>['cadence']): string {
  switch (cadence?.kind) {
    case undefined:
      return say('as usual for the tier');
    case 'none':
      return say('without a rhythm');
    case 'days':
      return say('{n, plural, one {every day} other {every {n} days}}', { n: cadence.n });
    case 'workdays':
      return say('{n, plural, one {every open day} other {every {n} open days}}', { n: cadence.n });
    case 'month_day':
      return say('on day {day} of the month', { day: cadence.day });
    case 'weekdays':
      return say('on weekdays');
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
    changed > 0 ? doingWords(act, changed, nameOf) : say('No lead changes.'),
    ...(same > 0
      ? [say('{leads} {same, plural, one {is} other {are}} so already.', { leads: leadsWords(same), same })]
      : []),
  ];
}

/** Why it is refused, for how many, and which they are: "2 leads stay as they are: Only … (Alder, Birch)". */
export function refusedWords({ refusal, leads }: ManyRefused): string {
  const names = leads.flatMap(({ name }) => (name === '' ? [] : [name]));
  const more =
    names.length > NAMES_SHOWN
      ? ` ${say('and {count} more', { count: numberWords(names.length - NAMES_SHOWN) })}`
      : '';
  const which = names.length > 0 ? ` (${listWords(names.slice(0, NAMES_SHOWN))}${more})` : '';
  return say('{leads} {n, plural, one {stays as it is} other {stay as they are}}{which}: {refusal}', {
    n: leads.length,
    leads: leadsWords(leads.length),
    which,
    refusal: refusalWords(refusal),
  });
}

/** For the toast: what has been done. */
export function doneWords(act: ManyAct, done: ManyDone, nameOf: (id: string) => string): string {
  const refused = done.refused.reduce((sum, { leads }) => sum + leads.length, 0);
  const [first = ''] = previewWords(act, done, nameOf);
  return [
    done.stopped ? say('Stopped. {first}', { first }) : first,
    refused > 0
      ? say('{leads} {refused, plural, one {was} other {were}} refused.', {
          leads: leadsWords(refused),
          refused,
        })
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}
