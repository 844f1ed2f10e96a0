// The browser edition under /app/: the desktop app's own pages, given out by the server. Its screens are hash routes, so
// one page is enough.
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { pagePolicy, withNonce } from '#domain/page-policy.ts';
import { refusal } from '#domain/refusal.ts';
import type { AppContext, AppEnv, Routes } from './app-env.ts';
import { operation } from './operation.ts';
import { problem } from './problem.ts';
import { staticFile } from './static-files.ts';

const tag = 'pages';

/** The folder into which the renderer is built; alike for the source and for the bundle in sync-server/dist. */
const BUILT = fileURLToPath(new URL('../../out/renderer', import.meta.url));

/** Keeps the page for a time without a network; what it may load is decided by its own answer, not by the page's. */
const WORKER = 'service-worker.js';
const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";

/** GET /app/ and what its page loads. `folder` is RENDERER_DIR, or null for the build beside the server. */
export function createAppPages(folder: string | null): Routes {
  const root = folder ?? BUILT;
  return new Hono<AppEnv>()
    .get('/app', operation({ who: 'public', tag, summary: 'To /app/', status: 308 }), (c) =>
      c.redirect('/app/', 308),
    )
    .get(
      '/app/',
      operation({ who: 'public', tag, summary: 'The browser edition', replyType: 'text/html' }),
      (c) => page(c, root),
    )
    .get(
      '/app/*',
      operation({
        who: 'public',
        tag,
        summary: 'What its page loads',
        replyType: '*/*',
      }),
      async (c) => {
        const path = c.req.path.slice('/app/'.length);
        if (path === 'index.html') return page(c, root);
        const file = await staticFile(root, path);
        if (!file) return problem(c, refusal('not_found'));
        // Only names that hold a hash of their content may be kept for ever.
        const kept = path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
        if (path === WORKER) c.header('Content-Security-Policy', WORKER_POLICY);
        return c.body(file.bytes, 200, { 'content-type': file.type, 'cache-control': kept });
      },
    );
}

/** The page, with a fresh nonce for its styles, at the place where the page looks for one. */
async function page(c: AppContext, root: string): Promise<Response> {
  const file = await staticFile(root, 'index.html');
  if (!file) {
    const detail = 'The browser edition is not built. Run: npm run build';
    return problem(c, refusal('not_found', { detail }));
  }
  const nonce = randomBytes(16).toString('base64');
  const html = withNonce(new TextDecoder().decode(file.bytes), nonce);
  c.header('Content-Security-Policy', pagePolicy(nonce));
  c.header('Cache-Control', 'no-cache');
  return c.html(html);
}
