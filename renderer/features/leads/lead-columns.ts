// The columns that the table may have, with their widths as tracks of a CSS grid. The first one is always there.
import type { CustomField } from '#domain/lead/custom-field.ts';
import { say } from '../../words/say.ts';
import type { ColumnKey } from './leads-search.ts';

export interface Column {
  id: string;
  label: string;
  /** Pixels: never narrower. */
  min: number;
  /** Pixels; missing: it takes what is left. */
  max?: number;
  /** Missing: the list cannot be put in order by it. */
  sort?: ColumnKey;
}

const NAME: Column = { id: 'name', label: say('Lead'), min: 110, sort: 'name' };
const OTHERS: readonly Column[] = [
  { id: 'state', label: say('State'), min: 104, max: 126, sort: 'state' },
  { id: 'tier', label: say('Tier'), min: 34, max: 34, sort: 'tier' },
  { id: 'due', label: say('Next due'), min: 104, max: 132, sort: 'due' },
  { id: 'clock', label: say('Local time'), min: 108, max: 136 },
  { id: 'last', label: say('Last contact'), min: 86, max: 104, sort: 'last_contact' },
  { id: 'phone', label: say('Phone'), min: 108, max: 146 },
  { id: 'assignee', label: say('Assignee'), min: 78, max: 130, sort: 'assignee' },
  { id: 'status', label: say('Account'), min: 86, max: 100, sort: 'status' },
  { id: 'email', label: say('E-mail'), min: 130, max: 210, sort: 'email' },
  { id: 'contact', label: say('Contact'), min: 100, max: 150 },
  { id: 'company', label: say('Company'), min: 100, max: 160, sort: 'company' },
  { id: 'city', label: say('City'), min: 84, max: 130, sort: 'city' },
  { id: 'country', label: say('Country'), min: 84, max: 120, sort: 'country' },
  { id: 'source', label: say('Source'), min: 74, max: 110, sort: 'source' },
  { id: 'tags', label: say('Tags'), min: 100, max: 170 },
  { id: 'value', label: say('Value'), min: 92, max: 120, sort: 'value' },
  { id: 'created', label: say('Added'), min: 78, max: 104, sort: 'created' },
];
const USUAL = ['state', 'tier', 'due', 'clock', 'last', 'phone', 'assignee', 'status'];

/** All columns that there are for this person, the workspace's own fields at the end. Only staff see whose a lead is. */
export const allColumns = (staff: boolean, fields: readonly CustomField[] | null): readonly Column[] => [
  NAME,
  ...OTHERS.filter(({ id }) => staff || id !== 'assignee'),
  ...(fields ?? []).map(({ key, label, type }): Column => {
    const id = `custom.${key}` as const;
    return { id, label, min: 90, max: 150, ...(type === 'multi-choice' ? {} : { sort: id }) };
  }),
];

/** The ids of the usual columns, which together fit a window of 1024 pixels. */
export const usualColumns = (all: readonly Column[]): string[] =>
  USUAL.filter((id) => all.some((column) => column.id === id));

/** The columns of the table in their order: the name, then those that are asked for, as far as there are such. */
export function chosenColumns(all: readonly Column[], asked: readonly string[] | undefined): Column[] {
  const ids = asked ?? usualColumns(all);
  return [NAME, ...ids.flatMap((id) => all.find((column) => column.id === id && id !== NAME.id) ?? [])];
}

const MARK_WIDTH = 26;
const GAP = 7;
const SIDES = 24;

/** The tracks of the grid, and how wide it is at least, in pixels. */
export function tracksOf(columns: readonly Column[]): { tracks: string; min: number } {
  const tracks = columns.map(({ min, max }) => `minmax(${min}px, ${max === undefined ? '1fr' : `${max}px`})`);
  const width = columns.reduce((sum, { min }) => sum + min + GAP, MARK_WIDTH + SIDES);
  return { tracks: [`${MARK_WIDTH}px`, ...tracks].join(' '), min: width };
}
