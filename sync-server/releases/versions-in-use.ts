// Which versions of the program the signed-in devices run.
import { and, count, desc, isNotNull, isNull } from 'drizzle-orm';
import type { Queryable } from '../db/database.ts';
import { sessions } from '../db/tables/workspace.ts';

/** As they said when they were last seen; the most used first. */
export async function versionsInUse(q: Queryable): Promise<{ version: string; devices: number }[]> {
  const rows = await q
    .select({ version: sessions.app_version, devices: count() })
    .from(sessions)
    .where(and(isNull(sessions.ended_at), isNotNull(sessions.app_version)))
    .groupBy(sessions.app_version)
    .orderBy(desc(count()), sessions.app_version);
  return rows.flatMap(({ version, devices }) => (version === null ? [] : [{ version, devices }]));
}
