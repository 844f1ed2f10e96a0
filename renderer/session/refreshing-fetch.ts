// The browser edition's session lives in cookies that no script reads, and its access lasts a quarter of an hour. A request
// that comes too late is sent again after the cookies have been renewed. The desktop's main process does this itself.
import type { Ids } from '#domain/ids.ts';
import type { Fetch } from '../replica/wire.ts';

interface Deps {
  fetch: Fetch;
  ids: Ids;
  /** One renewal at a time among all tabs: a refresh token that is used twice ends the session. */
  locks?: Pick<LockManager, 'request'>;
}

const OWN = { 'X-Callbook': '1', 'X-Callbook-Edition': 'browser' };

/** A fetch that renews the session where an answer is 401; requests under /api/auth pass as they are. */
export function createRefreshingFetch({ fetch, ids, locks = navigator.locks }: Deps): Fetch {
  const renew = async (): Promise<Response> => {
    const headers = { ...OWN, 'content-type': 'application/json', 'Idempotency-Key': ids.next() };
    const request = { method: 'POST', headers, body: '{}' };
    try {
      return await fetch('/api/auth/refresh', request);
    } catch {
      // The answer may have been lost on the way: the same key asks for the same successor.
      return fetch('/api/auth/refresh', request);
    }
  };
  return async (path, init) => {
    const first = await fetch(path, init);
    if (first.status !== 401 || path.startsWith('/api/auth/')) return first;
    return locks.request('callbook.refresh', async () => {
      // Another request, or another tab, may have renewed the cookies while this one waited.
      const second = await fetch(path, init);
      if (second.status !== 401) return second;
      const renewed = await renew();
      if (renewed.ok) return fetch(path, init);
      return renewed.status === 401 ? second : renewed;
    });
  };
}
