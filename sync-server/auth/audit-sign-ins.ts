// What became of signing in and out, in the audit: who, on which device, and what was refused.
import type { Clock } from '#domain/time.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../db/database.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import { originOf } from '../http/origin.ts';

export interface SignInEvent {
  /** `token_reused`: a refresh token came a second time, and the session was ended. */
  action: 'sign_in' | 'sign_in_refused' | 'sign_out' | 'token_reused';
  /** Whose account; null: an address that has none. What was typed is kept nowhere. */
  user_id: string | null;
  /** The sign-in of the device; null: there is none. */
  session_id: string | null;
  details?: Record<string, unknown>;
}

/** Appends the line as part of the transaction. A refused person has proved nothing, so nobody is its actor. */
export async function appendSignIn(tx: WriteTx, event: SignInEvent): Promise<void> {
  const { action, user_id, session_id, details = {} } = event;
  const proved = action === 'sign_in' || action === 'sign_out';
  const { app_version } = originOf(action === 'sign_out' ? user_id : null);
  await appendAudit(tx, [
    {
      actor_id: proved ? user_id : null,
      action,
      entity: 'user',
      entity_id: user_id,
      details,
      origin: { device_id: session_id, app_version },
    },
  ]);
}

/** The same in a transaction of its own. */
export const auditSignIn = (store: { db: Database; clock: Clock }, event: SignInEvent): Promise<void> =>
  inWriteTransaction(store, (tx) => appendSignIn(tx, event));
