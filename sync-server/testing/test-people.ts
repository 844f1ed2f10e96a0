// The people of a test: one admin, one manager, two KAMs, each signed in on one device.
import type { Role, User } from '#domain/user/user.ts';
import { startSession } from '../auth/refresh-tokens.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { storeAccount } from '../users/store-user.ts';

/** Everybody's password in tests. */
export const PASSWORD = 'correct horse battery';

export const NAMES = ['admin', 'manager', 'kam1', 'kam2'] as const;
export type Name = (typeof NAMES)[number];

export interface TestActor {
  id: string;
  role: Role;
  email: string;
  user: User;
  session_id: string;
  access_token: string;
  refresh_token: string;
}

const ROLE: Record<Name, Role> = { admin: 'admin', manager: 'manager', kam1: 'kam', kam2: 'kam' };

/** Stores the four people and signs them in, in Berlin's zone. */
export async function seedPeople(deps: Deps): Promise<Record<Name, TestActor>> {
  const password_hash = await deps.passwords.hash(PASSWORD);
  const actors = await Promise.all(NAMES.map((name) => seedPerson(deps, name, password_hash)));
  return Object.fromEntries(NAMES.map((name, at) => [name, actors[at]])) as Record<Name, TestActor>;
}

async function seedPerson(deps: Deps, name: Name, password_hash: string): Promise<TestActor> {
  const now = deps.clock.now();
  const user: User = {
    id: deps.ids.next(),
    write_id: deps.ids.next(),
    created_at: now,
    updated_at: now,
    email: `${name}@callbook.test`,
    name,
    role: ROLE[name],
    is_active: true,
    time_zone: 'Europe/Berlin',
    handover: null,
    working_hours: null,
  };
  await inWriteTransaction(deps, (tx) => storeAccount(tx, { user, password_hash }));
  return { ...user, user, ...(await signedIn(deps, user.id)) };
}

/** A further sign-in of a person, on a device of this name. */
export async function signedIn(
  deps: Deps,
  user_id: string,
  device_name: string | null = null,
): Promise<Pick<TestActor, 'session_id' | 'access_token' | 'refresh_token'>> {
  const session = await startSession(deps.db, deps.ids, deps.clock.now(), { user_id, device_name });
  const access_token = await deps.accessTokens.issue({ user_id, session_id: session.session_id });
  return { ...session, access_token };
}
