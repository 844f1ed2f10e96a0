// What the palette lists, in groups: leads, notes, what can be done on this screen, places, and people.
import type { User } from '#domain/user/user.ts';
import { beginsNearly, plainWords } from '../../replica/desk/plain-words.ts';
import type { SearchHit } from '../../replica/desk-types.ts';
import type { NoteHit } from '../../replica/search/search-types.ts';
import type { Shortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';

export type PaletteItem = { key: string } & (
  | { kind: 'lead'; hit: SearchHit }
  | { kind: 'note'; hit: NoteHit }
  | { kind: 'action'; shortcut: Shortcut; keys: readonly string[] }
  | { kind: 'person'; user: Pick<User, 'id' | 'name' | 'role'> }
);

export interface PaletteGroup {
  key: string;
  label: string;
  items: readonly PaletteItem[];
}

export interface Asked {
  /** As typed. */
  text: string;
  leads: readonly SearchHit[];
  notes: readonly NoteHit[];
  /** Leads that were opened last, for when nothing is typed. */
  recent: readonly SearchHit[];
  /** The keys that are answered now; those of this screen and those of everywhere. */
  actions: readonly { shortcut: Shortcut; keys: readonly string[] }[];
  /** Nobody where the reader may not see whose a lead is. */
  people: readonly Pick<User, 'id' | 'name' | 'role'>[];
}

const EVERYWHERE = say('Everywhere');
const MOST = { actions: 7, here: 6, people: 4 };
// Longer than for leads: four letters with one wrong are half of all words for what one does.
const FORGIVING_FROM = 5;

/** The groups in order; those without an item are left out. */
export function paletteGroups(asked: Asked): PaletteGroup[] {
  const words = plainWords(asked.text).split(' ').filter(Boolean);
  const offered = asked.actions.filter(({ shortcut }) => !shortcut.moves && shortcut.group !== 'Dialog');
  const isPlace = ({ shortcut }: Asked['actions'][number]) => shortcut.id.startsWith('go.');
  const fits = (label: string) => begins(label, words);
  const places = offered.filter(isPlace).filter(({ shortcut }) => fits(shortcut.label));
  const later = ({ shortcut: { label, group } }: Asked['actions'][number]) =>
    Number(!plainWords(label).startsWith(words.join(' '))) * 2 + Number(group === EVERYWHERE);
  // What is called so comes before what has such words, and what belongs to the screen before what can be done everywhere.
  const actions = offered
    .filter((action) => !isPlace(action) && fits(action.shortcut.label))
    .sort((a, b) => later(a) - later(b));
  if (words.length === 0)
    return filled([
      { key: 'recent', label: say('Opened lately'), items: asked.recent.map(leadItem) },
      // The first is what Enter does: before anything is typed that is to go somewhere, never to do something.
      { key: 'places', label: say('Places'), items: places.map(actionItem) },
      { key: 'actions', label: say('Actions'), items: actions.slice(0, MOST.here).map(actionItem) },
    ]);
  const people = asked.people.filter(({ name }) => fits(name)).slice(0, MOST.people);
  const doing = {
    key: 'actions',
    label: say('Actions'),
    items: actions.slice(0, MOST.actions).map(actionItem),
  };
  const going = { key: 'places', label: say('Places'), items: places.map(actionItem) };
  const leads = { key: 'leads', label: say('Leads'), items: asked.leads.map(leadItem) };
  const notes = { key: 'notes', label: say('Notes'), items: asked.notes.map(noteItem) };
  const persons = { key: 'people', label: say('Leads of'), items: people.map(personItem) };
  // Who types the name of an action means it, unless a lead has that name.
  const named = asked.leads.some(({ matched }) => matched.kind === 'name' || matched.kind === 'company');
  return filled(named ? [leads, doing, going, persons, notes] : [doing, going, leads, persons, notes]);
}

const filled = (groups: PaletteGroup[]) => groups.filter(({ items }) => items.length > 0);

const leadItem = (hit: SearchHit): PaletteItem => ({ key: `lead ${hit.lead_id}`, kind: 'lead', hit });
const noteItem = (hit: NoteHit): PaletteItem => ({ key: `note ${hit.id}`, kind: 'note', hit });
const personItem = (user: Asked['people'][number]): PaletteItem => ({
  key: `person ${user.id}`,
  kind: 'person',
  user,
});
const actionItem = ({ shortcut, keys }: Asked['actions'][number]): PaletteItem => ({
  key: `action ${shortcut.id}`,
  kind: 'action',
  shortcut,
  keys,
});

/** Whether each of the plain words begins a word of the label, or nearly. */
function begins(label: string, words: readonly string[]): boolean {
  const own = plainWords(label).split(' ');
  return words.every((word) =>
    own.some((one) => one.startsWith(word) || (word.length >= FORGIVING_FROM && beginsNearly(one, word))),
  );
}
