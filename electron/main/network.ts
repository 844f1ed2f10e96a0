// Puts together the page's way to the server: the vault, the one trade of tokens, the sign-in routes, the forwarding.
import type { Renewal } from '../ipc/contract.ts';
import { type ApiForward, createApiForward } from './api-forward.ts';
import { createAuthForward } from './auth-forward.ts';
import type { Lease } from './lease.ts';
import { createSend, type Fetch } from './server-send.ts';
import type { Session, SessionVault } from './session-vault.ts';
import { createTokenRefresh } from './token-refresh.ts';

export type Network = {
  api: ApiForward;
  /** Trades the token although it would still do, so that a new lease comes with it. */
  renewLease: () => Promise<Renewal>;
};

/** Deps: fetch, the server's address now, the vault, the lease, and who hears of a revoked computer. */
export function createNetwork(deps: {
  fetch: Fetch;
  server: () => string;
  vault: SessionVault;
  lease: Pick<Lease, 'begin' | 'renew' | 'switchOff' | 'closed'>;
  /** The server has said of this session that its device is revoked. */
  revoked: (session: Session) => void;
}): Network {
  const { vault, server, lease, revoked } = deps;
  const send = createSend(deps);
  const refresh = createTokenRefresh({ vault, send, lease, revoked });
  const parts = { vault, server, send, refresh, lease, revoked };
  return {
    api: createApiForward({ ...parts, auth: createAuthForward(parts) }),
    renewLease: async () => {
      const session = vault.current();
      const tokens = session?.server === server() ? session.tokens : null;
      const outcome = tokens ? await refresh(tokens.access_token) : 'ended';
      if (outcome === 'revoked') return 'refused';
      return outcome === 'renewed' && lease.closed() !== null ? 'refused' : outcome;
    },
  };
}
