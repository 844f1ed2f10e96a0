// The workspace's one settings document: made at first start, read by every rule, changed by admins.
import { eq } from 'drizzle-orm';
import type { Ids } from '#domain/ids.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { decideSettings } from '#domain/settings/decide-settings.ts';
import { defaultSettings, SETTINGS_ID, type Settings } from '#domain/settings/settings.ts';
import type { Actor } from '#domain/sync/scope.ts';
import { type Clock, dayIn } from '#domain/time.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Config } from '../config.ts';
import type { Database, Queryable } from '../db/database.ts';
import { leads } from '../db/tables/documents.ts';
import { inWriteTransaction, readDocuments, writeDocuments } from '../feed/write-documents.ts';

interface Deps {
  db: Database;
  clock: Clock;
  ids: Ids;
}

/** The settings. Throws when the workspace was never started. */
export async function readSettings(q: Queryable): Promise<Settings> {
  const stored = (await readDocuments(q, 'settings', [SETTINGS_ID])).get(SETTINGS_ID);
  if (!stored) throw new Error('the workspace has no settings');
  return stored.document;
}

/** Makes the settings of a fresh workspace, with the deadlines of the environment. Later starts change nothing. */
export async function ensureSettings(
  deps: Deps & { config: Pick<Config, 'DEFAULT_SLA_DURATION_MINUTES' | 'SLA_REMINDER_MINUTES'> },
): Promise<void> {
  await inWriteTransaction(deps, async (tx) => {
    if ((await readDocuments(tx.sql, 'settings', [SETTINGS_ID])).has(SETTINGS_ID)) return;
    const { DEFAULT_SLA_DURATION_MINUTES: minutes, SLA_REMINDER_MINUTES: reminder } = deps.config;
    const document = defaultSettings(tx.now, deps.ids.next(), { minutes, reminder });
    await writeDocuments(tx, [{ collection: 'settings', document }]);
  });
}

/** Changes the settings by a merge patch. `seen` is the version the caller saw, or null. Refusals: `stale`, `invalid`. */
export async function changeSettings(
  deps: Deps,
  actor: Actor,
  patch: Record<string, unknown>,
  seen: string | null,
): Promise<Result<Settings, Refusal>> {
  return inWriteTransaction(deps, async (tx) => {
    const before = await readSettings(tx.sql);
    if (seen !== null && seen !== before.write_id) return refuse(refusal('stale'));
    const decided = decideSettings(before, patch, dayIn(tx.now, 'UTC'));
    if (!decided.ok) return decided;
    const strangers = 'assignment_rules' in patch ? await refuseStrangers(tx.sql, decided.value) : null;
    if (strangers) return refuse(strangers);
    const inUse = await refuseStatesInUse(tx.sql, before, decided.value);
    if (inUse) return refuse(inUse);
    const document = { ...decided.value, write_id: deps.ids.next(), updated_at: tx.now };
    await writeDocuments(tx, [{ collection: 'settings', document }]);
    const details = { fields: Object.keys(patch) };
    await appendAudit(tx, [
      { actor_id: actor.id, action: 'update', entity: 'settings', entity_id: document.id, details },
    ]);
    return ok(document);
  });
}

/** Leads are given to people who are there: each one whom a rule names must be an active user. */
async function refuseStrangers(q: Queryable, { assignment_rules }: Settings): Promise<Refusal | null> {
  const named = (assignment_rules ?? []).flatMap(({ to }, rule) =>
    (to ?? []).map((id, at) => ({ id, path: `assignment_rules.${rule}.to.${at}` })),
  );
  const people = await readDocuments(q, 'users', [...new Set(named.map(({ id }) => id))]);
  const isThere = (id: string) => people.get(id)?.deleted === false && people.get(id)?.document.is_active;
  const errors = named.flatMap(({ id, path }) =>
    isThere(id) ? [] : [{ path, message: 'is no active user' }],
  );
  return errors.length > 0 ? refusal('invalid', { errors }) : null;
}

/** A state that leads stand in cannot go away under them. */
async function refuseStatesInUse(q: Queryable, before: Settings, after: Settings): Promise<Refusal | null> {
  const kept = new Set(after.states.map((state) => state.name));
  for (const { name } of before.states.filter((state) => !kept.has(state.name))) {
    const [lead] = await q.select({ id: leads.id }).from(leads).where(eq(leads.state, name)).limit(1);
    if (lead) {
      const message = `${name} cannot be removed: leads stand in it`;
      return refusal('invalid', { errors: [{ path: 'states', message }] });
    }
  }
  return null;
}
