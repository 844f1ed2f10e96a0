import { expect, it } from 'vitest';
import { columnsOf } from './columns.ts';

const own = [{ key: 'employees', label: 'Head count' }];
const fieldsOf = (header: string[], mapping: Record<string, string | null> = {}) =>
  columnsOf(header, mapping, own).columns.map(({ field }) => field);

it('knows a column by its own name, by other words for it, and by a field of the workspace', () => {
  expect(
    fieldsOf(['E-Mail', 'Organisation', 'value_minor', 'Head count', 'custom.employees', 'Nonsense', '']),
  ).toEqual(['email', 'name', 'value_minor', 'custom.employees', null, null, null]);
});

it('lets the mapping win, and of two columns for one field the first', () => {
  expect(fieldsOf(['Mail', 'Email', 'Town'], { Mail: null, Town: 'country' })).toEqual([
    null,
    'email',
    'country',
  ]);
  expect(fieldsOf(['Mail', 'Email'])).toEqual(['email', null]);
});

it('says what is wrong with a mapping', () => {
  expect(columnsOf(['Mail'], { Gone: 'email', Mail: 'nothing' }, []).errors).toEqual([
    { path: 'mapping.Gone', message: 'is no column of the file' },
    { path: 'mapping.Mail', message: 'nothing is no field' },
  ]);
});
