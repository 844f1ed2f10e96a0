import { describe, expect, it } from 'vitest';
import { sqlBreachesOf } from './sql-rules.mjs';

const file = 'sync-server/leads/list-leads.ts';

describe('the rules of statements', () => {
  it.each([
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: source code under test.
    'sql.raw(name)',
    'sql.raw(`lower(${name})`)',
    "sql.raw('lower(' + name + ')')",
    "sql.raw(descending ? 'desc' : given)",
    'await db.execute(`select * from leads where name = ${name}`)',
    "await tx.sql.execute('select ' + name)",
    'await client.query(text)',
    'await client.query(`listen ${channel}`)',
    'await pglite.exec(`drop table ${name}`)',
    'sql.raw(quoted(name))',
    'sql.raw(...parts)',
  ])('find what is put together from text: %s', (source) => {
    expect(sqlBreachesOf(file, source)).toEqual([
      `${file}:1: a statement is put together from text; give values as parameters`,
    ]);
  });

  it.each([
    'await db.execute(sql`select * from leads where name = ${name}`)',
    "sql.raw(descending ? 'desc' : 'asc')",
    'sql.raw(String(PHONE_TAIL))',
    'sql.raw(`right(phone, ${PHONE_TAIL})`)',
    "sql.raw('a' + LEAD_WORDS)",
    'sql.raw(TEXTS[collection])',
    "await client.query('select $1', [name])",
    'await client.query(`listen ${pg.escapeIdentifier(channel)}`)',
    "c.req.query('q')",
    '/^a$/.exec(text)',
    'await db.execute(statement)',
    'raw(name)',
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: source code under test.
  ])('leave alone: %s', (source) => {
    expect(sqlBreachesOf(file, source)).toEqual([]);
  });

  it('leave names of columns to the files that take them from the tables', () => {
    expect(sqlBreachesOf('sync-server/db/rows-from.ts', 'sql.raw(names)')).toEqual([]);
  });
});
