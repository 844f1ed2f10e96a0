// The devices on which people are signed in. Revoking one ends its sign-in for good and has its replica wiped.
import { and, asc, count, eq, gt, isNull } from 'drizzle-orm';
import type { UnsentOfRevoked } from '#domain/device/device.ts';
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
  /** When it was revoked. */
  removed_at: string | null;
  takes_unsent: boolean;
  wiped_at: string | null;
  unsent_lost: number | null;
}

const columns = {
  id: sessions.id,
  user_id: sessions.user_id,
  device_name: sessions.device_name,
  created_at: sessions.created_at,
  last_seen_at: sessions.last_seen_at,
  app_version: sessions.app_version,
  ended_at: sessions.ended_at,
  end_reason: sessions.end_reason,
  takes_unsent: sessions.takes_unsent,
  wiped_at: sessions.wiped_at,
  unsent_lost: sessions.unsent_lost,
};

type Row = Omit<Device, 'removed_at'> & Pick<typeof sessions.$inferSelect, 'ended_at' | 'end_reason'>;

const deviceOf = ({ ended_at, end_reason, ...device }: Row): Device => ({
  ...device,
  removed_at: end_reason === 'revoked' ? ended_at : null,
});

/** His own devices, those signed in or those revoked; everybody's for whose right goes to all. */
export async function listDevices(
  q: Queryable,
  actor: Actor,
  { page_size, after_id, removed }: { page_size: number; after_id?: string | undefined; removed: boolean },
): Promise<Page<Device>> {
  const mine = reach(actor, 'devices.read') === 'all' ? undefined : eq(sessions.user_id, actor.id);
  const open = and(removed ? eq(sessions.end_reason, 'revoked') : isNull(sessions.ended_at), mine);
  const rows = await q
    .select(columns)
    .from(sessions)
    .where(after_id === undefined ? open : and(open, gt(sessions.id, after_id)))
    .orderBy(asc(sessions.id))
    .limit(page_size + 1);
  const [all] = await q.select({ n: count() }).from(sessions).where(open);
  return pageOf(rows.map(deviceOf), page_size, all?.n ?? 0);
}

/** Revokes a device, which sends what it has not sent first or loses it; also one that had signed out by itself. Refusal: `not_found`, also for somebody else's. */
export async function revokeDevice(
  deps: { db: Database; clock: Clock },
  actor: Actor,
  id: string,
  unsent: UnsentOfRevoked,
): Promise<Result<Device, Refusal>> {
  return inWriteTransaction(deps, async (tx) => {
    const [device] = await tx.sql.select(columns).from(sessions).where(eq(sessions.id, id));
    if (!device || !reaches(actor, 'devices.revoke', device.user_id)) return refuse(refusal('not_found'));
    const takes_unsent = unsent === 'take';
    const end = { ended_at: tx.now, end_reason: 'revoked' as const, revoked_by: actor.id, takes_unsent };
    await tx.sql.update(sessions).set(end).where(eq(sessions.id, id));
    const details = { user_id: device.user_id, unsent };
    await appendAudit(tx, [
      { actor_id: actor.id, action: 'revoke', entity: 'device', entity_id: id, details },
    ]);
    return ok(deviceOf({ ...device, ...end }));
  });
}
