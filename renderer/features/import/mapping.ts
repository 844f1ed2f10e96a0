// Which column of a file is which field of a lead: as it was chosen the last time, else as its name says.
import { columnsOf, IMPORT_FIELDS, type OwnField } from '#domain/imports/columns.ts';
import { fieldWord } from '../../ui/value-words.ts';
import { say } from '../../words/say.ts';

/** Field by header; null leaves a column out. */
export type Mapping = Readonly<Record<string, string | null>>;

const WORDS: Readonly<Partial<Record<keyof typeof IMPORT_FIELDS, string>>> = {
  id: say('Callbook id'),
  kind: say('Organization or person'),
  name: say('Name'),
  email: say('E-mail'),
  assignee_id: say('Assignee (e-mail or id)'),
  do_not_call: say('Do not call'),
  revive_on: say('Take up again on'),
  value: say('Potential'),
  value_minor: say('Potential in cents'),
};

/** "First name" for first_name. */
export const importFieldWord = (field: string): string => {
  const words = WORDS[field as keyof typeof IMPORT_FIELDS];
  return words ?? fieldWord(field.replace(/^custom\./, ''));
};

/** What a column may be. */
export function fieldOptions(own: readonly OwnField[]) {
  const fields = Object.keys(IMPORT_FIELDS).map((value) => ({ value, label: importFieldWord(value) }));
  const custom = own.map(({ key, label }) => ({ value: `custom.${key}`, label }));
  return [
    { group: say('Of every lead'), items: fields },
    ...(custom.length > 0 ? [{ group: say('Own fields'), items: custom }] : []),
  ];
}

/** The columns of this header. Of two columns that were the same field the last time, the first is it. */
export function guessedMapping(header: readonly string[], kept: Mapping, own: readonly OwnField[]): Mapping {
  const taken = new Set<string>();
  const before = header.flatMap((name): [string, string | null][] => {
    const field = kept[name];
    if (field === undefined || (field !== null && taken.has(field))) return [];
    if (field !== null) taken.add(field);
    return [[name, field]];
  });
  const { columns } = columnsOf(header, Object.fromEntries(before), own);
  return Object.fromEntries(columns.map(({ header: name, field }) => [name, field]));
}

/** One column chosen by hand: another that was that field no longer is. */
export function withField(mapping: Mapping, header: string, field: string | null): Mapping {
  const others = Object.entries(mapping).map(([name, of]) => [name, of === field ? null : of]);
  return { ...Object.fromEntries(others), [header]: field };
}

/** What keeps the file from being imported, in words; null where nothing does. */
export function missingWords(mapping: Mapping): string | null {
  const fields = new Set(Object.values(mapping));
  if (['name', 'id', 'company', 'last_name', 'first_name'].some((field) => fields.has(field))) return null;
  return say('No column says who the lead is. Choose the one that is the name.');
}
