// Somebody wants a link to choose a new password. What he is told, and when, says nothing of who has an account.

import type { Refusal } from '#domain/refusal.ts';
import type { Clock } from '#domain/time.ts';
import { normalEmail } from '#domain/user/user.ts';
import type { Database } from '../db/database.ts';
import type { Limits } from '../http/rate-limit.ts';
import { errorFacts, type Log } from '../log.ts';
import { type PasswordLinkDeps, sendPasswordLinkTo } from './send-password-link.ts';

interface Deps extends PasswordLinkDeps {
  db: Database;
  clock: Clock;
  log: Log;
  limits: Pick<Limits, 'auth' | 'password'>;
}

/**
 * Takes the wish of whoever has this e-mail address; `address` is the caller's of the network. Null: it was taken, and the
 * mail is queued after this has answered, where there is one to queue. Refusal: `too_many`, by either address.
 */
export async function forgotPassword(
  deps: Deps,
  { email, address }: { email: string; address: string },
): Promise<Refusal | null> {
  const tooMany =
    (await deps.limits.auth.take(address)) ?? (await deps.limits.password.take(normalEmail(email)));
  if (tooMany) return tooMany;
  setImmediate(() => {
    sendPasswordLinkTo(deps, email).catch((error: unknown) =>
      deps.log.error('password_link_failed', errorFacts(error)),
    );
  });
  return null;
}
