// What each person should have, worked out from the server's tables alone: an oracle that knows nothing of the feed.
import { COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import { type Handover, handoverInForce } from '#domain/user/handover.ts';
import type { Engine } from './database.ts';
import type { StoredRow } from './parts/memory-disk.ts';

/** All rows of the replicated tables, as documents. */
export type Tables = Record<Collection, Map<string, StoredRow & { deleted: boolean }>>;

const SERVER_ONLY = new Set(['received_at', 'deleted', 'email_normal', 'password_hash']);
const LOCAL_ONLY = new Set(['_deleted', '_meta', '_rev', '_attachments', 'gone']);
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+[+-]\d{2}:\d{2}$/;

export async function readTables(engine: Engine): Promise<Tables> {
  const tables = {} as Tables;
  for (const name of COLLECTIONS) {
    const rows = await engine.sql(`select to_jsonb(t) as row from ${name} t`);
    tables[name] = new Map(
      rows.map(({ row }) => {
        const stored = row as StoredRow & { deleted: boolean };
        return [String(stored.id), stored];
      }),
    );
  }
  return tables;
}

/** Who covers for whom at a moment: the cover's id by that of the person who handed over. */
export function coversAt(users: Iterable<StoredRow>, at: number): Map<string, string> {
  const now = new Date(at).toISOString();
  const covers = new Map<string, string>();
  for (const user of users) {
    const handover = (user['handover'] ?? null) as Handover | null;
    if (handover && handoverInForce(handover, now, String(user['time_zone'])))
      covers.set(String(user.id), handover.to_id);
  }
  return covers;
}

/** The documents that this person's replica should hold of a collection. `feedHas` decides for what hangs on no lead. */
export function viewOf(
  tables: Tables,
  collection: Collection,
  user: { id: string; role: string; now: number },
  feedHas: (id: string) => boolean,
): Map<string, StoredRow> {
  const covers = coversAt(tables.users.values(), user.now);
  const isHis = (assignee: unknown) =>
    assignee === user.id || (typeof assignee === 'string' && covers.get(assignee) === user.id);
  const visible = [...tables[collection].values()].filter((row) => {
    if (row.deleted) return false;
    if (collection === 'users' || collection === 'settings' || user.role !== 'kam') return true;
    if (collection === 'leads') return isHis(row['assignee_id']);
    if (row['lead_id'] === null) return isHis(row['assignee_id']);
    const lead = tables.leads.get(String(row['lead_id']));
    return lead === undefined ? feedHas(String(row.id)) : isHis(lead['assignee_id']);
  });
  return new Map(visible.map((row) => [String(row.id), row]));
}

/** The content of a document as text: what is unset, and what only one side keeps, left out. */
export const contentOf = (row: object): string => canonical(row);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'string' && INSTANT.test(value)) return JSON.stringify(new Date(value).toISOString());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const parts = Object.entries(value)
    .filter(
      ([key, item]) => item !== null && item !== undefined && !SERVER_ONLY.has(key) && !LOCAL_ONLY.has(key),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
  return `{${parts.join(',')}}`;
}
