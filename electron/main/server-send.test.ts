import { afterEach, expect, test, vi } from 'vitest';
import { createSend } from './server-send.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** A fetch that answers only to an abort. */
const silent = (_url: string, init: RequestInit): Promise<Response> =>
  new Promise((_resolve, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

test('a server that stays silent counts as unreachable after twenty seconds', async () => {
  vi.useFakeTimers();
  const send = createSend({ fetch: silent, server: () => 'https://example.com' });
  const answer = expect(send('/api/a', { method: 'GET', headers: new Headers() })).rejects.toThrow(
    'no answer within 20000 ms',
  );
  await vi.advanceTimersByTimeAsync(20_000);
  await answer;
});

test('a large body is given the time of a slow line', async () => {
  vi.useFakeTimers();
  const send = createSend({ fetch: silent, server: () => 'https://example.com' });
  const body = new ArrayBuffer(1_600_000);
  const answer = expect(send('/api/a', { method: 'POST', headers: new Headers(), body })).rejects.toThrow(
    'no answer within 120000 ms',
  );
  await vi.advanceTimersByTimeAsync(120_000);
  await answer;
});

test('a server under a path is asked under that path', async () => {
  const urls: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    urls.push(url);
    return new Response('ok');
  };
  const send = createSend({ fetch, server: () => 'https://example.com/desk' });
  await send('/api/a?x=1', { method: 'GET', headers: new Headers() });
  expect(urls).toEqual(['https://example.com/desk/api/a?x=1']);
});
