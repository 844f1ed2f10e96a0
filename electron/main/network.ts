// Puts together the page's way to the server: the vault, the one trade of tokens, the sign-in routes, the forwarding.
import { type ApiForward, createApiForward } from './api-forward.ts';
import { createAuthForward } from './auth-forward.ts';
import { createSend, type Fetch } from './server-send.ts';
import type { SessionVault } from './session-vault.ts';
import { createTokenRefresh } from './token-refresh.ts';

/** Deps: fetch, the server's address now, and the vault. */
export function createNetwork(deps: { fetch: Fetch; server: () => string; vault: SessionVault }): ApiForward {
  const send = createSend(deps);
  const refresh = createTokenRefresh({ vault: deps.vault, send });
  const parts = { vault: deps.vault, server: deps.server, send, refresh };
  return createApiForward({ ...parts, auth: createAuthForward(parts) });
}
