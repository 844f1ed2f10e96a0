import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '#domain/sync/collections.ts';
import { memoryStorage } from '../testing/replica-fixture.ts';
import { createCorrectedClock } from './corrected-clock.ts';
import { createWire, type Fetch } from './wire.ts';

describe('one request', () => {
  const wireOf = (fetch: Fetch) => {
    const clock = createCorrectedClock({ kept: memoryStorage() });
    return { clock, wire: createWire({ fetch, clock }) };
  };

  it('teaches the clock by every answer, a stream too', async () => {
    const aDayBack = () => new Date(Date.now() - 86_400_000).toISOString();
    const { clock, wire } = wireOf(async () =>
      Response.json({}, { headers: { 'x-server-time': aDayBack() } }),
    );
    await wire.ask('/api/x');
    expect(Math.abs(clock.offset() + 86_400_000)).toBeLessThan(1_000);
    const { clock: other, wire: streaming } = wireOf(
      async () => new Response('', { headers: { date: aDayBack() } }),
    );
    await streaming.open('/api/sync/stream', new AbortController().signal);
    expect(other.offset()).not.toBe(0);
  });

  it('carries its own headers and JSON', async () => {
    let seen: RequestInit | undefined;
    const { wire } = wireOf(async (_path, init) => {
      seen = init;
      return new Response(null, { status: 204 });
    });
    expect(await wire.take('/api/x', { method: 'POST', body: { a: 1 } })).toEqual({ body: undefined });
    const headers = new Headers(seen?.headers);
    expect(headers.get('x-callbook')).toBe('1');
    expect(headers.get('x-schema-version')).toBe(String(SCHEMA_VERSION));
    expect(headers.get('x-app-version')).toMatch(/^\d+\.\d+\.\d+/);
    expect(headers.get('content-type')).toBe('application/json');
    expect(seen?.body).toBe('{"a":1}');
  });

  it('is given up after its time, and when its asker gives up', async () => {
    const never: Fetch = (_path, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.throwIfAborted();
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const { wire } = wireOf(never);
    expect(await wire.ask('/api/x', { within_ms: 5 })).toMatchObject({ status: 0 });
    const given = new AbortController();
    const asking = wire.ask('/api/x', { signal: given.signal });
    given.abort();
    expect(await asking).toMatchObject({ status: 0 });
    expect(await wire.open('/api/x', AbortSignal.abort())).toBeNull();
  }, 5_000);

  it('does not hide a fault of our own', async () => {
    const { wire } = wireOf(async () => {
      throw new RangeError('ours');
    });
    await expect(wire.ask('/api/x')).rejects.toThrow('ours');
  });
});
