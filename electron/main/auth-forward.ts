// Signing in and out. These requests of the page end in main: it talks to the server, keeps the tokens, and answers
// the page with everything but them.
import { z } from 'zod';
import { requestHeaders, responseHeaders } from './header-filter.ts';
import { fromJson } from './kept-json.ts';
import { givenLeaseSchema, type Lease } from './lease.ts';
import { offlineProblem, problem, revokedProblem, switchedOffProblem } from './problem.ts';
import type { Send } from './server-send.ts';
import type { Session, SessionVault } from './session-vault.ts';
import { codeOf, type RefreshOutcome } from './token-refresh.ts';

const LOGOUT_WITHIN_MS = 5_000;

const signedInSchema = z.looseObject({
  ...givenLeaseSchema.shape,
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  user: z.unknown(),
});

type Deps = {
  vault: SessionVault;
  send: Send;
  server: () => string;
  refresh: (used: string) => Promise<RefreshOutcome>;
  lease: Pick<Lease, 'begin'>;
  revoked: (session: Session) => void;
};

/** Answers a request of the page under /api/auth, or null when it is none of those that concern tokens. */
export type AuthForward = (path: string, request: Request) => Promise<Response> | null;

/** Deps: the vault, the way to the server, the server's address, and the trade of tokens. */
export function createAuthForward(deps: Deps): AuthForward {
  return (path, request) => {
    if (request.method !== 'POST') return null;
    switch (path.replace(/\/+$/, '')) {
      case '/api/auth/login':
      case '/api/auth/token':
        return signIn(deps, path, request);
      case '/api/auth/refresh':
        return renew(deps);
      case '/api/auth/logout':
        return signOut(deps);
      default:
        return null;
    }
  };
}

async function signIn(
  { vault, send, server, lease }: Deps,
  path: string,
  request: Request,
): Promise<Response> {
  const askedOn = server();
  let response: Response;
  let text: string;
  try {
    const body = await request.arrayBuffer();
    response = await send(path, { method: 'POST', headers: requestHeaders(request.headers, null), body });
    text = await response.text();
  } catch {
    return offlineProblem();
  }
  const headers = responseHeaders(response.headers);
  const value = fromJson(text);
  const signedIn = signedInSchema.safeParse(value);
  if (response.ok && signedIn.success) {
    const { access_token, refresh_token, lease: word, lease_key, ...forThePage } = signedIn.data;
    await vault.keep({ server: askedOn, user: forThePage.user, tokens: { access_token, refresh_token } });
    await lease.begin({ ...(word ? { lease: word } : {}), ...(lease_key ? { lease_key } : {}) });
    return new Response(JSON.stringify(forThePage), { status: response.status, headers });
  }
  if (text.includes('_token"') && response.ok) {
    return problem(
      502,
      'bad_answer',
      'Bad answer',
      'The server answered the sign-in in a way that is not known.',
    );
  }
  return new Response(text === '' ? null : text, { status: response.status, headers });
}

async function renew({ vault, server, refresh }: Deps): Promise<Response> {
  const session = vault.current();
  const tokens = session?.server === server() ? session.tokens : null;
  const outcome = tokens === null || tokens === undefined ? 'ended' : await refresh(tokens.access_token);
  if (outcome === 'unreachable') return offlineProblem();
  if (outcome === 'revoked') return revokedProblem();
  if (outcome === 'switched_off') return switchedOffProblem();
  if (outcome === 'ended') return problem(401, 'session_ended', 'Signed out', 'Please sign in again.');
  return new Response('{}', { headers: { 'content-type': 'application/json' } });
}

/** Signing out always succeeds here; the server is told if it can be reached. */
async function signOut({ vault, send, server, revoked }: Deps): Promise<Response> {
  const session = vault.current();
  await vault.forget();
  if (session?.server === server() && session.tokens !== null) {
    const headers = requestHeaders(
      new Headers({ 'content-type': 'application/json' }),
      session.tokens.access_token,
    );
    const body = JSON.stringify({ refresh_token: session.tokens.refresh_token });
    const told = send('/api/auth/logout', { method: 'POST', headers, body, timeoutMs: LOGOUT_WITHIN_MS });
    await told.then(
      async (response) => {
        if (codeOf(await response.text()) === 'device_revoked') revoked(session);
      },
      () => undefined,
    );
  }
  return new Response(null, { status: 204 });
}
