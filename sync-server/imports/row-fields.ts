// The cells of one row as fields of a lead. An empty cell says nothing. What cannot be read is named, and the row is wrong.

import type { Column, LeadColumn } from '#domain/imports/columns.ts';
import { truthOf } from '#domain/lead/custom-field.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import { moneyFrom } from '#domain/money.ts';
import type { FieldIssue } from '#domain/refusal.ts';

export interface RowTerms {
  /** Currency of an amount whose row names none. */
  currency: string;
  /** The id of the person with this e-mail address in lower case. */
  personId: (email: string) => string | undefined;
  /** The value of an own field as its type wants it; text where the workspace does not know the field. */
  customValue: (key: string, text: string) => unknown;
}

/** The fields that the row names, and what is wrong with its cells. */
export function fieldsOf(
  columns: readonly Column[],
  cells: readonly string[],
  terms: RowTerms,
): { fields: Fields; errors: FieldIssue[] } {
  const fields: Fields = {};
  const custom: Fields = {};
  const errors: FieldIssue[] = [];
  const said = new Map(
    columns.flatMap(({ field }, at) => {
      const text = plainCell(cells[at] ?? '');
      return field === null || text === '' ? [] : [[field, text] as const];
    }),
  );
  for (const [field, text] of said) {
    if (field.startsWith('custom.')) {
      const key = field.slice('custom.'.length);
      custom[key] = terms.customValue(key, text);
    } else Object.assign(fields, read(field as LeadColumn, text, said.get('currency'), terms, errors));
  }
  if (Object.keys(custom).length > 0) fields['custom'] = custom;
  if ('value_minor' in fields && !('currency' in fields)) fields['currency'] = terms.currency;
  if (cells.length > columns.length) errors.push({ path: '', message: 'has more cells than the header' });
  return { fields, errors };
}

/** Outer blanks go, and the apostrophe by which an export keeps a spreadsheet from taking the cell for a formula. */
const plainCell = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@\t\r])/, '');

function read(
  field: LeadColumn,
  text: string,
  currency: string | undefined,
  terms: RowTerms,
  errors: FieldIssue[],
): Fields {
  const wrong = (message: string): Fields => {
    errors.push({ path: field, message });
    return {};
  };
  switch (field) {
    case 'tags':
      return { tags: [...new Set(text.split(/[,;|]/).map((tag) => tag.trim()))].filter((tag) => tag !== '') };
    case 'do_not_call': {
      const value = truthOf(text);
      return value === null ? wrong('must be yes or no') : { do_not_call: value };
    }
    case 'value': {
      const minor = moneyFrom(text, (currency ?? terms.currency).toUpperCase());
      return minor === null ? wrong('must be an amount, for example 1200.50') : { value_minor: minor };
    }
    case 'value_minor':
      return { value_minor: /^\d{1,16}$/.test(text) ? Number(text) : text };
    case 'assignee_id': {
      const id = text.includes('@') ? terms.personId(text.toLowerCase()) : text;
      return id === undefined ? wrong('nobody here has this e-mail address') : { assignee_id: id };
    }
    case 'state':
      return { state: text.toUpperCase().replace(/[\s-]+/g, '_') };
    case 'kind':
      return { kind: text.toLowerCase() };
    case 'country':
    case 'tier':
    case 'currency':
      return { [field]: text.toUpperCase() };
    default:
      return { [field]: text };
  }
}
