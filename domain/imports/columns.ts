// Which column of a file says which field of a lead: by the header's words, or as the caller says.
import type { FieldIssue } from '../refusal.ts';

/** What a cell may be read as, with other names that headers give it. */
export const IMPORT_FIELDS = {
  id: ['lead id', 'callbook id'],
  kind: ['type', 'lead type'],
  name: ['organization', 'organisation', 'account', 'account name', 'lead', 'lead name', 'full name'],
  first_name: ['firstname', 'given name', 'forename'],
  last_name: ['lastname', 'surname', 'family name'],
  email: ['e mail', 'mail', 'email address', 'e mail address'],
  phone: ['telephone', 'tel', 'phone number', 'mobile', 'mobile phone', 'telephone number'],
  company: ['company name', 'firm', 'business'],
  city: ['town', 'place'],
  country: ['country code'],
  address: ['street', 'street address'],
  tags: ['tag', 'labels', 'categories'],
  source: ['lead source', 'origin'],
  tier: ['priority', 'class'],
  state: ['status', 'stage'],
  assignee_id: ['assignee', 'owner', 'assigned to', 'account manager', 'assignee email', 'owner email'],
  time_zone: ['timezone', 'tz'],
  do_not_call: ['do not contact', 'dnc'],
  revive_on: [],
  value_minor: [],
  value: ['amount', 'deal value'],
  currency: ['currency code'],
} as const satisfies Record<string, readonly string[]>;

export type LeadColumn = keyof typeof IMPORT_FIELDS;
/** A field, or an own one of the workspace: "custom.<key>". */
export type ColumnField = LeadColumn | `custom.${string}`;

export interface Column {
  header: string;
  /** Null: nothing is read from it. */
  field: ColumnField | null;
}

const isLeadColumn = (name: string): name is LeadColumn => Object.hasOwn(IMPORT_FIELDS, name);

const plain = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const BY_WORDS = new Map(
  Object.entries(IMPORT_FIELDS).flatMap(([field, others]) =>
    [plain(field), ...others].map((words) => [words, field as LeadColumn] as const),
  ),
);

/** An own field of the workspace, as far as a header can name it. */
export interface OwnField {
  key: string;
  label: string;
}

/**
 * The columns of a header. `mapping` names a field (or null) by header and wins over what the words say; of two columns
 * for one field the first counts. Gives what is wrong with the mapping, too.
 */
export function columnsOf(
  header: readonly string[],
  mapping: Readonly<Record<string, string | null>>,
  own: readonly OwnField[],
): { columns: Column[]; errors: FieldIssue[] } {
  const given = new Map(Object.entries(mapping).map(([name, field]) => [plain(name), field]));
  const known = new Set(header.map(plain));
  const errors = Object.entries(mapping).flatMap(([name, field]) => [
    ...(known.has(plain(name)) ? [] : [{ path: `mapping.${name}`, message: 'is no column of the file' }]),
    ...(field === null || fieldNamed(field)
      ? []
      : [{ path: `mapping.${name}`, message: `${field} is no field` }]),
  ]);
  const taken = new Set([...given.values()].flatMap((field) => field ?? []));
  const columns = header.map((words): Column => {
    const name = plain(words);
    const said = given.get(name);
    if (said !== undefined) return { header: words, field: said === null ? null : fieldNamed(said) };
    const field = fieldNamed(words.trim()) ?? BY_WORDS.get(name) ?? ownNamed(name, own);
    if (field === null || taken.has(field)) return { header: words, field: null };
    taken.add(field);
    return { header: words, field };
  });
  return { columns, errors };
}

const fieldNamed = (name: string): ColumnField | null =>
  isLeadColumn(name) ? name : /^custom\../.test(name) ? (name as ColumnField) : null;

function ownNamed(name: string, own: readonly OwnField[]): ColumnField | null {
  const field = own.find(({ key, label }) => name !== '' && [plain(key), plain(label)].includes(name));
  return field ? `custom.${field.key}` : null;
}
