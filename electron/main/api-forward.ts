// The page's requests to /api, carried to the sync server with the session's token, which the page never holds.
// Answers pass as they are, whatever their status and kind: what they mean is the page's to judge.
import type { AuthForward } from './auth-forward.ts';
import { requestHeaders, responseHeaders } from './header-filter.ts';
import { offlineProblem, revokedProblem, switchedOffProblem } from './problem.ts';
import type { Send } from './server-send.ts';
import type { Session, SessionVault } from './session-vault.ts';
import { codeOf, type RefreshOutcome } from './token-refresh.ts';

const BODILESS = new Set([101, 103, 204, 205, 304]);

type Deps = {
  vault: SessionVault;
  send: Send;
  server: () => string;
  auth: AuthForward;
  refresh: (used: string) => Promise<RefreshOutcome>;
  revoked: (session: Session) => void;
};

/** Carries one request of the page to the server. Never rejects: an unreachable server is a 503 of code `offline`. */
export type ApiForward = (request: Request) => Promise<Response>;

/** Deps: vault, way to the server, its address now, the sign-in routes, and the trade of tokens. */
export function createApiForward(deps: Deps): ApiForward {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const answered = deps.auth(pathname, request);
    if (answered !== null) return answered;
    try {
      // Held whole, for it may have to be sent a second time.
      const body = ['GET', 'HEAD'].includes(request.method) ? null : await request.arrayBuffer();
      return await withToken(deps, request, `${pathname}${search}`, body);
    } catch {
      return offlineProblem();
    }
  };
}

async function withToken(
  deps: Deps,
  request: Request,
  path: string,
  body: ArrayBuffer | null,
): Promise<Response> {
  const session = deps.vault.current();
  const token = tokenFor(deps);
  const first = await once(deps.send, request, path, body, token);
  if (first.status !== 401 || token === null) return forThePage(first);
  if (await isRevoked(first, session, deps)) return revokedProblem();
  const outcome = await deps.refresh(token);
  if (outcome === 'ended') return forThePage(first);
  await first.body?.cancel();
  if (outcome === 'revoked') return revokedProblem();
  if (outcome === 'switched_off') return switchedOffProblem();
  if (outcome === 'unreachable') return offlineProblem();
  const second = await once(deps.send, request, path, body, tokenFor(deps));
  return (await isRevoked(second, session, deps)) ? revokedProblem() : forThePage(second);
}

/** Whether the server says that this computer is revoked; then it is passed on. Only what may be a refusal is read. */
async function isRevoked(response: Response, session: Session | null, { revoked }: Deps): Promise<boolean> {
  if (response.status !== 401 || session === null) return false;
  if (codeOf(await response.clone().text()) !== 'device_revoked') return false;
  revoked(session);
  return true;
}

/** The access token, if the session is one of the server in use: a token never goes to another server. */
function tokenFor({ vault, server }: Deps): string | null {
  const session = vault.current();
  return session !== null && session.server === server() ? (session.tokens?.access_token ?? null) : null;
}

const once = (send: Send, request: Request, path: string, body: ArrayBuffer | null, token: string | null) =>
  send(path, {
    method: request.method,
    headers: requestHeaders(request.headers, token),
    signal: request.signal,
    ...(body === null || body.byteLength === 0 ? {} : { body }),
  });

function forThePage(response: Response): Response {
  const body = BODILESS.has(response.status) ? null : response.body;
  return new Response(body, { status: response.status, headers: responseHeaders(response.headers) });
}
