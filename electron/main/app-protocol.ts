// Answers app://bundle/…: the built page's files with their security headers, and /api handed on to the server.
// Knows no Electron: a request comes in, a response goes out.

import { pagePolicy, withNonce } from '#domain/page-policy.ts';
import type { ApiForward } from './api-forward.ts';
import { bundlePath, contentType } from './bundle-path.ts';
import { crashPage, diagnosticsPage } from './crash-page.ts';

export const APP_SCHEME = 'app';
export const APP_HOST = 'bundle';
/** The page's origin. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
/** Where the page that says that the app keeps failing stands. */
export const CRASH_PATH = '/stopped';
/** Shows what may be handed over, before it is saved. */
export const DIAGNOSTICS_PATH = '/stopped/diagnostics';
/** No pages: links of the two pages above, which main acts on. */
export const RESTART_PATH = '/stopped/restart';
export const SAVE_PATH = '/stopped/save';

type Deps = {
  folder: string;
  readFile: (path: string) => Promise<Uint8Array>;
  api: ApiForward;
  newNonce: () => string;
  diagnostics: (counts: Readonly<Record<string, number>>) => Promise<string>;
};

/**
 * Deps: the built page's folder, how to read a file (rejects when there is none), the way to /api, nonces,
 * what may be handed over when something is wrong.
 */
export function createAppProtocol(deps: Deps): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    if (url.host !== APP_HOST) return plain(404, 'Not found');
    if (url.pathname === '/api' || url.pathname.startsWith('/api/')) return deps.api(request);
    if (!['GET', 'HEAD'].includes(request.method)) return plain(405, 'Not allowed');
    if (url.pathname === CRASH_PATH) return html(crashPage, deps.newNonce());
    if (url.pathname === DIAGNOSTICS_PATH)
      return html(diagnosticsPage(await deps.diagnostics({})), deps.newNonce());
    const path = bundlePath(deps.folder, url.pathname);
    return path === null ? plain(403, 'Forbidden') : file(deps, path);
  };
}

async function file(deps: Deps, path: string): Promise<Response> {
  let bytes: Uint8Array;
  try {
    bytes = await deps.readFile(path);
  } catch {
    return plain(404, 'Not found');
  }
  const type = contentType(path);
  if (type.startsWith('text/html')) return html(new TextDecoder().decode(bytes), deps.newNonce());
  return new Response(new Uint8Array(bytes), { headers: headers(type) });
}

function html(text: string, nonce: string): Response {
  return new Response(withNonce(text, nonce), {
    headers: {
      ...headers('text/html; charset=utf-8'),
      'content-security-policy': pagePolicy(nonce),
      'cache-control': 'no-store',
    },
  });
}

const plain = (status: number, text: string): Response =>
  new Response(text, { status, headers: headers('text/plain; charset=utf-8') });

const headers = (type: string) => ({
  'content-type': type,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
});
