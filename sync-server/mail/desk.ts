// Who reads what comes in, and in which zone his day is.
import { and, asc, eq } from 'drizzle-orm';
import type { User } from '#domain/user/user.ts';
import type { Config } from '../config.ts';
import type { Queryable } from '../db/database.ts';
import { users } from '../db/tables/workspace.ts';

export interface Desk {
  email: string;
  time_zone: string;
}

type DeskConfig = Pick<Config, 'INTAKE_NOTIFY_EMAIL' | 'SMTP_FROM_EMAIL'>;

/**
 * The reader of the desk's mail about a lead: INTAKE_NOTIFY_EMAIL, else the lead's assignee, else the admin who has been
 * here longest; in a workspace without people the sender's own address, so that no application goes unheard.
 */
export const deskOf = async (q: Queryable, config: DeskConfig, assignee: User | null): Promise<Desk> =>
  (await readDesk(q, config))(assignee);

/** The same for many leads, by their assignees. */
export async function readDesk(q: Queryable, config: DeskConfig): Promise<(assignee: User | null) => Desk> {
  const { INTAKE_NOTIFY_EMAIL: email } = config;
  if (email !== null) return (assignee) => ({ email, time_zone: assignee?.time_zone ?? 'UTC' });
  const admin = await firstAdmin(q);
  return (assignee) => assignee ?? admin ?? { email: bareAddress(config.SMTP_FROM_EMAIL), time_zone: 'UTC' };
}

async function firstAdmin(q: Queryable): Promise<Desk | null> {
  const [admin] = await q
    .select({ email: users.email, time_zone: users.time_zone })
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.is_active, true), eq(users.deleted, false)))
    .orderBy(asc(users.created_at), asc(users.id))
    .limit(1);
  return admin ?? null;
}

/** "desk@example.com" of "Desk <desk@example.com>". */
const bareAddress = (sender: string): string => /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender;
