// Filters by the workspace's own fields, as conditions on `leads`: a value, a range with two dots, or nothing at all.
import { type SQL, sql } from 'drizzle-orm';
import { type CustomField, customFromText, customIssues } from '#domain/lead/custom-field.ts';
import { type FieldIssue, type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { leads } from '../db/tables/documents.ts';

/**
 * The conditions of `asked`, values by key. A list of choices holds the value; "5..10" is a range of numbers or days, open
 * where an end is left out; '' is a lead without a value. A key that the workspace does not define is compared as it reads.
 * Refusal: `bad_query` for a value that the field cannot have.
 */
export function whereCustom(
  fields: readonly CustomField[],
  asked: Readonly<Record<string, string>>,
): Result<SQL[], Refusal> {
  const errors: FieldIssue[] = [];
  const conditions = Object.entries(asked).map(([key, text]) => {
    const field = fields.find((one) => one.key === key);
    if (text === '') return sql`coalesce(${leads.custom} -> ${key}, 'null') in ('null', '""', '[]')`;
    if (!field) return holdsAny(key, [text, ...plainValues(text)]);
    const range = ['number', 'date'].includes(field.type) ? /^(.*)\.\.(.*)$/.exec(text) : null;
    const [from, to] = [range?.[1] ?? '', range?.[2] ?? ''];
    for (const part of range ? [from, to] : [text]) errors.push(...issuesOf(field, part));
    return range ? within(field, from, to) : holdsAny(key, [customFromText(field, text)]);
  });
  return errors.length > 0 ? refuse(refusal('bad_query', { errors })) : ok(conditions);
}

const issuesOf = (field: CustomField, text: string): FieldIssue[] =>
  text === '' ? [] : customIssues([field], {}, { [field.key]: customFromText(field, text) });

/** What an undefined value that reads so may be. */
const plainValues = (text: string): unknown[] => [
  ...(Number.isFinite(Number(text)) ? [Number(text)] : []),
  ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
  [text],
];

const holdsAny = (key: string, values: unknown[]): SQL =>
  sql`(${sql.join(
    values.map((value) => sql`${leads.custom} @> ${JSON.stringify({ [key]: value })}::jsonb`),
    sql` or `,
  )})`;

function within({ key, type }: CustomField, from: string, to: string): SQL {
  const text = sql`${leads.custom} ->> ${key}`;
  const isNumber = sql`jsonb_typeof(${leads.custom} -> ${key}) = 'number'`;
  const [value, kind] =
    type === 'number'
      ? [sql`case when ${isNumber} then (${text})::numeric end`, sql.raw('numeric')]
      : [sql`(${text}) collate "C"`, sql.raw('text')];
  const least = from === '' ? sql`true` : sql`${value} >= ${from}::${kind}`;
  const most = to === '' ? sql`true` : sql`${value} <= ${to}::${kind}`;
  return sql`(${value} is not null and ${least} and ${most})`;
}
