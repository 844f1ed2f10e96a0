// What the rows of one batch are decided with: the settings, the leads that they name or are like, the people.
import { eq } from 'drizzle-orm';
import { likenessKeys } from '#domain/lead/likeness.ts';
import type { Fields } from '#domain/merge/three-way.ts';
import type { Act } from '../audit/write-audited.ts';
import type { Queryable } from '../db/database.ts';
import { users } from '../db/tables/workspace.ts';
import { readDocuments } from '../feed/write-documents.ts';
import { leadsByKey } from '../leads/find-duplicates.ts';
import type { LeadStore } from '../leads/lead-store.ts';
import { readSettings } from '../settings/settings.ts';
import type { RowContext } from './decide-import-row.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads it with a fixed number of questions, however many rows there are. */
export async function readRowContext(
  { sql: q, now }: { sql: Queryable; now: string },
  { ids }: Pick<LeadStore, 'ids'>,
  { actor }: Act,
  rows: readonly { fields: Fields }[],
  given: Pick<RowContext, 'onDuplicate' | 'defaults' | 'seen'>,
): Promise<RowContext> {
  const byKey = await leadsByKey(
    q,
    actor,
    rows.flatMap(({ fields }) => likenessKeys(likenessOf(fields))),
  );
  const named = rows.flatMap(({ fields }) => String(fields['id'] ?? '').toLowerCase());
  const wanted = [...named.filter((id) => UUID.test(id)), ...[...byKey.values()].flat()];
  const active = new Set((await peopleOf(q)).map(({ id }) => id));
  return {
    ...{ actor, now, ids, ...given, byKey },
    settings: await readSettings(q),
    leads: await readDocuments(q, 'leads', [...new Set(wanted)]),
    isActive: (id) => active.has(id),
  };
}

function likenessOf(fields: Fields): Record<string, string | undefined> {
  const text = (field: string) => (typeof fields[field] === 'string' ? fields[field] : undefined);
  const names = [text('first_name'), text('last_name')].filter((name) => name !== undefined).join(' ');
  const name = text('name') ?? (names === '' ? text('company') : names);
  return { name, email: text('email'), phone: text('phone'), city: text('city') };
}

/** All active people, with their addresses in lower case. */
export const peopleOf = (q: Queryable): Promise<{ id: string; email: string }[]> =>
  q.select({ id: users.id, email: users.email_normal }).from(users).where(eq(users.is_active, true));
