// Which headers cross main, in either direction. What describes one hop, what the page must not decide and what the
// server must not do to the page's origin stays behind.

const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const NOT_TO_THE_SERVER = new Set([
  ...HOP_BY_HOP,
  'accept-encoding',
  'authorization',
  'content-length',
  'cookie',
  'host',
  'origin',
  'referer',
]);

// The body arrives here already decoded, so its encoding and length on the wire are no longer true.
const NOT_TO_THE_PAGE = new Set([
  ...HOP_BY_HOP,
  'alt-svc',
  'clear-site-data',
  'content-encoding',
  'content-length',
  'content-security-policy',
  'link',
  'refresh',
  'set-cookie',
  'strict-transport-security',
]);

/** Names listed by a Connection header belong to that hop too. */
const namedByConnection = (headers: Headers): Set<string> =>
  new Set((headers.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase()));

/** The page's headers as the server may see them, with the session's token where there is one. */
export function requestHeaders(fromPage: Headers, token: string | null): Headers {
  const out = new Headers();
  const hop = namedByConnection(fromPage);
  fromPage.forEach((value, name) => {
    if (!NOT_TO_THE_SERVER.has(name) && !hop.has(name) && !name.startsWith('sec-')) out.append(name, value);
  });
  if (token !== null) out.set('authorization', `Bearer ${token}`);
  return out;
}

/** The server's headers as the page may see them. Opened as a document, such an answer can do nothing. */
export function responseHeaders(fromServer: Headers): Headers {
  const out = new Headers();
  const hop = namedByConnection(fromServer);
  fromServer.forEach((value, name) => {
    if (!NOT_TO_THE_PAGE.has(name) && !hop.has(name)) out.append(name, value);
  });
  out.set('content-security-policy', "default-src 'none'; sandbox");
  out.set('x-content-type-options', 'nosniff');
  return out;
}
