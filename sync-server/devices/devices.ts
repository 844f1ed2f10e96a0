// The devices on which people are signed in. Revoking one ends its sign-in for good and has its replica wiped.
import { and, asc, count, eq, gt, isNull } from 'drizzle-orm';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Actor, reaches } from '#domain/sync/scope.ts';
import type { Clock } from '#domain/time.ts';
import { reach } from '#domain/user/rights.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database, Queryable } from '../db/database.ts';
import { sessions } from '../db/tables/workspace.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { type Page, pageOf } from '../http/paging.ts';

/** A sign-in that has not ended. */
export interface Device {
  id: string;
  user_id: string;
  device_name: string | null;
  created_at: string;
  /** To within five minutes. */
  last_seen_at: string;
  /** What its program called itself then. */
  app_version: string | null;
}

const columns = {
  id: sessions.id,
  user_id: sessions.user_id,
  device_name: sessions.device_name,
  created_at: sessions.created_at,
  last_seen_at: sessions.last_seen_at,
  app_version: sessions.app_version,
};

/** His own devices; everybody's for whose right goes to all. */
export async function listDevices(
  q: Queryable,
  actor: Actor,
  { page_size, after_id }: { page_size: number; after_id?: string | undefined },
): Promise<Page<Device>> {
  const mine = reach(actor, 'devices.read') === 'all' ? undefined : eq(sessions.user_id, actor.id);
  const open = and(isNull(sessions.ended_at), mine);
  const rows = await q
    .select(columns)
    .from(sessions)
    .where(after_id === undefined ? open : and(open, gt(sessions.id, after_id)))
    .orderBy(asc(sessions.id))
    .limit(page_size + 1);
  const [all] = await q.select({ n: count() }).from(sessions).where(open);
  return pageOf(rows, page_size, all?.n ?? 0);
}

/** Revokes a device, also one that had signed out by itself. Refusal: `not_found`, also for somebody else's. */
export async function revokeDevice(
  deps: { db: Database; clock: Clock },
  actor: Actor,
  id: string,
): Promise<Result<Device, Refusal>> {
  return inWriteTransaction(deps, async (tx) => {
    const [device] = await tx.sql.select(columns).from(sessions).where(eq(sessions.id, id));
    if (!device || !reaches(actor, 'devices.revoke', device.user_id)) return refuse(refusal('not_found'));
    await tx.sql.update(sessions).set({ ended_at: tx.now, end_reason: 'revoked' }).where(eq(sessions.id, id));
    const details = { user_id: device.user_id };
    await appendAudit(tx, [
      { actor_id: actor.id, action: 'revoke', entity: 'device', entity_id: id, details },
    ]);
    return ok(device);
  });
}
