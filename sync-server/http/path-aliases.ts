// One address, several spellings: the API also answers without `/api`, and with a slash at the end.

/** First parts of addresses that are no part of the API. */
const OUTSIDE_API = new Set([
  'api',
  'app',
  'apply',
  'forgot-password',
  'set-password',
  'docs',
  'redoc',
  'openapi.json',
  'favicon.ico',
  'robots.txt',
  'health',
  'ready',
  'metrics',
  'updates',
]);

/** The path by which a route is found: for Hono's `getPath`. Nothing is decoded here. */
export function routedPath(request: Request): string {
  const path = pathOf(request.url);
  const first = path.split('/', 2)[1] ?? '';
  if (path === '/' || first === 'app') return path;
  const trimmed = path.replace(/\/+$/, '');
  return OUTSIDE_API.has(first) ? trimmed : `/api${trimmed}`;
}

/** The path of an absolute URL, as it was sent. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  if (start < 0) return '/';
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}
