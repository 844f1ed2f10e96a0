// Sends one request to the sync server. A server that does not begin to answer in time counts as unreachable; an
// answer that has begun may take as long as it likes, for the event stream never ends.

/** The part of fetch that is used: Electron's net.fetch, which knows the system's proxy and certificates. */
export type Fetch = (url: string, init: RequestInit & { cache: 'no-store' }) => Promise<Response>;

export type SendInit = {
  method: string;
  headers: Headers;
  body?: ArrayBuffer | string;
  signal?: AbortSignal;
  /** Milliseconds until the answer must have begun. */
  timeoutMs?: number;
};

/** Rejects when the server cannot be reached, sends the request elsewhere, or stays silent. */
export type Send = (path: string, init: SendInit) => Promise<Response>;

const ANSWER_WITHIN_MS = 20_000;
/** A slow uplink that is still worth waiting for, in bytes per millisecond. */
const SLOWEST_UPLINK = 16;

/** Deps: fetch, and the address of the server at the moment of each request. */
export function createSend(deps: { fetch: Fetch; server: () => string }): Send {
  return async (path, init) => {
    const silence = new AbortController();
    const size = typeof init.body === 'string' ? init.body.length : (init.body?.byteLength ?? 0);
    const limit = init.timeoutMs ?? ANSWER_WITHIN_MS + size / SLOWEST_UPLINK;
    const timer = setTimeout(() => silence.abort(new Error(`no answer within ${limit} ms`)), limit);
    const signals = init.signal === undefined ? [silence.signal] : [silence.signal, init.signal];
    try {
      return await deps.fetch(`${deps.server()}${path}`, {
        method: init.method,
        headers: init.headers,
        ...(init.body === undefined ? {} : { body: init.body }),
        signal: AbortSignal.any(signals),
        // A redirect would carry the token to an address that nobody chose; a portal's redirect is no answer.
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
      });
    } finally {
      clearTimeout(timer);
    }
  };
}
