// Trades the refresh token for a new pair when the server no longer takes the access token. However many requests
// notice it at once, there is one trade, for a refresh token works only once.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { fromJson } from './kept-json.ts';
import { givenLeaseSchema, type Lease } from './lease.ts';
import type { Send } from './server-send.ts';
import type { Session, SessionVault, Tokens } from './session-vault.ts';

/**
 * `renewed`: go on with the new token. `ended`: the server wants a password. `switched_off`: the account is, and may be
 * switched on again. `revoked`: this computer is. `unreachable`: try another time.
 */
export type RefreshOutcome = 'renewed' | 'ended' | 'switched_off' | 'revoked' | 'unreachable';

const pairSchema = givenLeaseSchema.extend({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
});
type Pair = z.infer<typeof pairSchema>;
type Answer = Pair | Exclude<RefreshOutcome, 'renewed'>;

/** Makes the trade; `used` is the access token that was refused. */
export function createTokenRefresh(deps: {
  vault: SessionVault;
  send: Send;
  lease: Pick<Lease, 'renew' | 'switchOff'>;
  revoked: (session: Session) => void;
}): (used: string) => Promise<RefreshOutcome> {
  const { vault, send, lease } = deps;
  let running: Promise<RefreshOutcome> | null = null;
  // The answer to a trade may be lost on the way. A repeat under the same key is then no sign of theft.
  let attempt: { token: string; key: string } | null = null;

  const keyFor = (token: string): string => {
    if (attempt?.token !== token) attempt = { token, key: randomUUID() };
    return attempt.key;
  };

  const trade = async (session: Session, tokens: Tokens): Promise<RefreshOutcome> => {
    const answer = await ask(send, tokens.refresh_token, keyFor(tokens.refresh_token));
    // Signing out or in while the trade ran: its outcome is about a session that is no more.
    if (vault.current() !== session) return 'renewed';
    if (answer === 'unreachable') return answer;
    if (answer === 'switched_off') {
      // The tokens stay: with them the account opens again when it is switched on.
      await lease.switchOff();
      return answer;
    }
    if (answer === 'revoked') {
      deps.revoked(session);
      return answer;
    }
    if (answer === 'ended') {
      await vault.keep({ ...session, tokens: null });
      return answer;
    }
    const { access_token, refresh_token } = answer;
    await vault.keep({ ...session, tokens: { access_token, refresh_token } });
    await lease.renew(answer);
    return 'renewed';
  };

  return (used) => {
    if (running !== null) return running;
    const session = vault.current();
    if (session === null || session.tokens === null) return Promise.resolve('ended');
    if (session.tokens.access_token !== used) return Promise.resolve('renewed');
    running = trade(session, session.tokens).finally(() => {
      running = null;
    });
    return running;
  };
}

async function ask(send: Send, token: string, key: string): Promise<Answer> {
  const headers = new Headers({ 'content-type': 'application/json', 'idempotency-key': key });
  const body = JSON.stringify({ refresh_token: token });
  let response: Response;
  let text: string;
  try {
    response = await send('/api/auth/refresh', { method: 'POST', headers, body });
    text = await response.text();
  } catch {
    return 'unreachable';
  }
  const pair = pairSchema.safeParse(fromJson(text));
  if (response.ok && pair.success) return pair.data;
  // Only a clear no from the server itself ends a session; a portal's page or a failing proxy does not.
  const code = codeOf(text);
  if (code === null || ![400, 401, 403].includes(response.status)) return 'unreachable';
  if (code === 'device_revoked') return 'revoked';
  return code === 'account_inactive' ? 'switched_off' : 'ended';
}

/** The code of a refusal of the server; null where it is none. */
export const codeOf = (text: string): string | null =>
  z.object({ code: z.string() }).safeParse(fromJson(text)).data?.code ?? null;
