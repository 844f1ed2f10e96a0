// Leads by words and numbers, as a condition on `leads`: PostgreSQL's text search on plain words, each by its beginning.
import { type SQL, sql } from 'drizzle-orm';
import { LEAD_WORDS, leads } from '../db/tables/documents.ts';

// What parts words, as in `search_words`.
const IN_WORD = /[^\s\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]/u;
const NUMBER = /^[\d\s()+./-]+$/;
/** National and international writings of one number share these digits. */
const NUMBER_TAIL = 9;
const SHORTEST_NUMBER = 4;

/** The condition that all words of `q` begin words of the lead, or that `q` is a part of its number. */
export function whereFound(q: string): SQL | undefined {
  if (q.trim() === '') return undefined;
  if (!IN_WORD.test(q)) return holdsAsItIs(q.trim());
  // Words have no sign of a query's own in them: `search_words` takes all of those for gaps.
  const all = sql`(select string_agg('''' || word || ''':*', ' & ') from unnest(search_words(${q}, null)) word)::tsquery`;
  const digits = NUMBER.test(q) ? q.replace(/\D/g, '').replace(/^0+/, '').slice(-NUMBER_TAIL) : '';
  const wanted = digits.length < SHORTEST_NUMBER ? all : sql`(${all} || ${`${digits}:*`}::tsquery)`;
  return sql`${sql.raw(LEAD_WORDS)} @@ ${wanted}`;
}

/** Signs alone are no words: they are looked for one by one, in every lead. */
function holdsAsItIs(signs: string): SQL {
  const { name, first_name, last_name, email, phone, company, city } = leads;
  const shown = sql`concat_ws(chr(10), ${name}, ${first_name}, ${last_name}, ${email}, ${phone}, ${company}, ${city})`;
  return sql`position(${signs} in ${shown}) > 0`;
}
