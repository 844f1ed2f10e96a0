import { beforeEach, describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { createRefreshingFetch } from './refreshing-fetch.ts';

describe('requests of the browser edition', () => {
  let asked: { path: string; key: string | null }[];
  let fresh: boolean;
  let renewal: () => Response | null;

  beforeEach(() => {
    asked = [];
    fresh = false;
    renewal = () => {
      fresh = true;
      return Response.json({});
    };
  });
  const fetch = createRefreshingFetch({
    ids: createIds(),
    fetch: async (path, init) => {
      asked.push({ path, key: new Headers(init?.headers).get('idempotency-key') });
      if (path !== '/api/auth/refresh') return new Response('', { status: fresh ? 200 : 401 });
      const response = renewal();
      if (response === null) throw new TypeError('Failed to fetch');
      return response;
    },
  });
  const renewals = () => asked.filter(({ path }) => path === '/api/auth/refresh');

  it('are sent again after the session was renewed', async () => {
    expect((await fetch('/api/leads')).status).toBe(200);
    expect(renewals()).toHaveLength(1);
  });

  it('renew the session once, however many of them came too late', async () => {
    const answers = await Promise.all(['/api/a', '/api/b', '/api/c'].map((path) => fetch(path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(renewals()).toHaveLength(1);
  });

  it('ask for the renewal again under the same key when its answer was lost', async () => {
    let lost = false;
    renewal = () => {
      if (!lost) {
        lost = true;
        return null;
      }
      fresh = true;
      return Response.json({});
    };
    expect((await fetch('/api/leads')).status).toBe(200);
    const keys = renewals().map(({ key }) => key);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('stay refused when the session has ended', async () => {
    renewal = () => new Response('', { status: 401 });
    expect((await fetch('/api/leads')).status).toBe(401);
  });

  it('do not take a renewal that failed for the end of the session', async () => {
    renewal = () => new Response('', { status: 503 });
    expect((await fetch('/api/leads')).status).toBe(503);
    renewal = () => null;
    await expect(fetch('/api/leads')).rejects.toThrow(TypeError);
  });

  it('leave signing in alone', async () => {
    expect((await fetch('/api/auth/login')).status).toBe(401);
    expect(renewals()).toEqual([]);
  });
});
