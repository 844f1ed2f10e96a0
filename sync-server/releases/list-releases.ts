// The releases of a workspace, and the one that a laptop is offered.
import { and, eq } from 'drizzle-orm';
import { compare } from 'semver';
import type { Platform } from '#domain/release/feed.ts';
import { isInRollout } from '#domain/release/rollout.ts';
import type { Queryable } from '../db/database.ts';
import { releases } from '../db/tables/releases.ts';

export type Release = typeof releases.$inferSelect;

/** All releases, the newest version of each channel and platform first. */
export async function listReleases(
  q: Queryable,
  of?: { channel: string; platform: Platform },
): Promise<Release[]> {
  const wanted = of && and(eq(releases.channel, of.channel), eq(releases.platform, of.platform));
  const rows = await q.select().from(releases).where(wanted);
  const group = ({ channel, platform }: Release) => `${channel} ${platform}`;
  return rows.sort((a, b) => group(a).localeCompare(group(b)) || compare(b.version, a.version));
}

/**
 * The newest release that is not withdrawn and whose rollout has reached this laptop (by the id that its updater made up;
 * null where it says none). Null: there is none for it.
 */
export async function offeredTo(
  q: Queryable,
  of: { channel: string; platform: Platform },
  stagingId: string | null,
): Promise<Release | null> {
  const all = await listReleases(q, of);
  const reached = ({ id, rollout, withdrawn_at }: Release) =>
    withdrawn_at === null && isInRollout(id, stagingId, rollout);
  return all.find(reached) ?? null;
}
