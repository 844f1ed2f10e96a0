// Releases of the desktop program, published by who has the key and handed out to laptops.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { derivedId } from '#domain/ids.ts';
import { createPublisher, type Installer } from '../testing/signed-feed.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const publisher = createPublisher();
const stranger = createPublisher();

interface Reply {
  id: string;
  version: string;
  rollout: number;
  withdrawn_at: string | null;
  code?: string;
  errors?: { path: string; message: string }[];
}

describe.each(ENGINES)('releases on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine, env: { UPDATE_PUBLIC_KEY: publisher.public_key } });
  });
  afterEach(() => server.close());

  const send = (file: Installer, announced = file.sha512) =>
    server.json<{ code?: string }>(
      `/api/releases/files/${file.name}?sha512=${encodeURIComponent(announced)}`,
      {
        ...{ as: server.actors.admin, method: 'PUT', body: file.bytes },
        headers: { 'content-type': 'application/octet-stream' },
      },
    );
  const announce = (feed: string, more: { name?: string; rollout?: number } = {}) =>
    server.json<Reply>('/api/releases', {
      as: server.actors.admin,
      json: { name: 'latest-linux.yml', feed, ...more },
    });
  const change = (id: string, json: object) =>
    server.json<Reply>(`/api/releases/${id}`, { as: server.actors.admin, method: 'PATCH', json });
  /** Sends a file and publishes its feed. */
  const release = async (version: string, more: { rollout?: number } = {}) => {
    const file = publisher.installer(`Callbook-${version}.AppImage`);
    await send(file);
    const feed = publisher.feed(version, [file]);
    return { file, feed, reply: await announce(feed, more) };
  };
  const offered = async (laptop?: string, path = 'latest/latest-linux.yml') => {
    const headers = laptop === undefined ? {} : { 'x-user-staging-id': laptop };
    const reply = await server.request(`/updates/${path}`, { headers });
    return reply.status === 200 ? /version: (\S+)/.exec(await reply.text())?.[1] : reply.status;
  };

  it('are handed out word for word as they were signed, to anybody', async () => {
    const { feed, reply } = await release('1.1.0');
    expect(reply).toMatchObject({
      status: 201,
      body: { version: '1.1.0', rollout: 100, withdrawn_at: null },
    });
    const got = await server.request('/updates/latest/latest-linux.yml');
    expect([await got.text(), got.headers.get('cache-control')]).toEqual([feed, 'no-store']);
    expect(await offered(undefined, 'latest/latest-mac.yml')).toBe(404);
    expect(await offered(undefined, 'beta/latest-linux.yml')).toBe(404);
    expect((await announce(feed)).body.id).toBe(reply.body.id);
  });

  it('come with files in whole, in one part, or not at all', async () => {
    const { file } = await release('1.1.0');
    const ask = async (range?: string) => {
      const headers = range === undefined ? {} : { range };
      const reply = await server.request(`/updates/latest/${file.name}`, { headers });
      return [reply.status, await reply.text(), reply.headers.get('content-range')];
    };
    const text = `bytes of ${file.name}`;
    const size = text.length;
    expect(await ask()).toEqual([200, text, null]);
    expect(await ask('bytes=6-7')).toEqual([206, 'of', `bytes 6-7/${size}`]);
    expect(await ask(`bytes=${size}-`)).toEqual([416, '', `bytes */${size}`]);
    expect((await server.request('/updates/latest/Callbook-9.9.9.AppImage')).status).toBe(404);
    expect((await server.request('/updates/latest/..%2f..%2fjwt-secret')).status).toBe(404);
    expect((await server.request('/updates/latest/%00')).status).toBe(404);
  });

  it('are refused where they are not signed by the publisher, or not as they came', async () => {
    const file = publisher.installer('Callbook-1.1.0.AppImage');
    await send(file);
    const feed = publisher.feed('1.1.0', [file]);
    const other = publisher.installer('Callbook-1.1.0.AppImage', 'other bytes');
    const said = async (text: string, name?: string) => {
      const { status, body } = await announce(text, name === undefined ? {} : { name });
      return [status, body.errors?.[0]?.message];
    };
    expect(await said(stranger.feed('1.1.0', [file]))).toEqual([
      422,
      'is not signed by the key of UPDATE_PUBLIC_KEY',
    ]);
    expect(await said(feed.replace('1.1.0', '6.6.6'))).toEqual([
      422,
      'is not signed by the key of UPDATE_PUBLIC_KEY',
    ]);
    expect(await said('version: 1.1.0')).toEqual([422, 'has no signature as its last line']);
    expect(await said(publisher.feed('1.1.0', [other]))).toEqual([
      422,
      'names another Callbook-1.1.0.AppImage than was sent',
    ]);
    const missing = publisher.installer('Callbook-1.1.0.exe');
    expect(await said(publisher.feed('1.1.0', [missing]))).toEqual([
      422,
      'names Callbook-1.1.0.exe, which was not sent',
    ]);
    expect(await said(publisher.feed('1.1.0', [file], { expires: '2026-03-01T00:00:00.000Z' }))).toEqual([
      422,
      'has expired',
    ]);
    expect((await said(publisher.feed('1.1', [file])))[0]).toBe(422);
    expect(await said(feed, 'release-notes.yml')).toEqual([
      422,
      'is no feed: it must be like latest-linux.yml',
    ]);
    expect(await offered()).toBe(404);
    expect(await said(feed)).toEqual([201, undefined]);
  });

  it('never go back: a version below the newest, or another of the same, is refused', async () => {
    const { file } = await release('1.2.0');
    expect((await release('1.1.0')).reply).toMatchObject({ status: 422 });
    expect((await release('1.10.0')).reply).toMatchObject({ status: 201 });
    const again = publisher.feed('1.10.0', [file]);
    expect(await announce(again)).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect(await offered()).toBe('1.10.0');
  });

  it('have files that never change, and are what the sender said', async () => {
    const file = publisher.installer('Callbook-1.1.0.AppImage');
    expect((await send(file, 'x')).status).toBe(422);
    expect((await send(file)).status).toBe(201);
    expect((await send(file)).status).toBe(201);
    expect(await send(publisher.installer(file.name, 'other'))).toMatchObject({
      status: 409,
      body: { code: 'duplicate' },
    });
    expect((await send({ ...file, name: 'latest-linux.yml' })).status).toBe(422);
    const kept = await server.request(`/updates/latest/${file.name}`);
    expect(await kept.text()).toBe(`bytes of ${file.name}`);
  });

  it('reach as many laptops as the rollout says; the others stay at the one before, also after it is withdrawn', async () => {
    await release('1.1.0');
    const { reply } = await release('1.2.0', { rollout: 0 });
    const laptops = Array.from({ length: 40 }, (_, at) => derivedId(`laptop ${at}`));
    const share = async () => {
      const versions = await Promise.all(laptops.map((laptop) => offered(laptop)));
      expect(new Set(versions).size).toBeLessThanOrEqual(2);
      return versions.filter((version) => version === '1.2.0').length;
    };
    expect(await share()).toBe(0);
    await change(reply.body.id, { rollout: 50 });
    const half = await share();
    expect(half).toBeGreaterThan(8);
    expect(half).toBeLessThan(32);
    expect(await offered()).toBe('1.1.0');
    await change(reply.body.id, { rollout: 100 });
    expect(await share()).toBe(40);
    expect((await change(reply.body.id, { withdrawn: true })).body.withdrawn_at).not.toBeNull();
    expect(await share()).toBe(0);
    expect(await offered()).toBe('1.1.0');
    expect((await change(reply.body.id, { rollout: 101 })).status).toBe(422);
    const { body } = await server.json<{ items: { action: string }[] }>('/api/audit-logs?entity=release', {
      as: server.actors.admin,
    });
    expect(body.items.map(({ action }) => action)).toEqual([
      'update',
      'update',
      'update',
      'publish',
      'publish',
    ]);
  });

  it('are renewed by the publisher before their word ends, and by nobody else, and say the same', async () => {
    const { file, reply } = await release('1.1.0');
    const later = { expires: '2027-01-01T00:00:00.000Z' };
    const renew = async (feed: string) => (await change(reply.body.id, { feed })).status;
    expect(await renew(stranger.feed('1.1.0', [file], later))).toBe(422);
    expect(await renew(publisher.feed('1.2.0', [file], later))).toBe(422);
    expect(await renew(publisher.feed('1.1.0', [file], { expires: '2026-08-01T00:00:00.000Z' }))).toBe(422);
    const other = publisher.installer('Callbook-1.1.0-other.AppImage');
    await send(other);
    expect(await renew(publisher.feed('1.1.0', [other], later))).toBe(422);
    const renewed = publisher.feed('1.1.0', [file], later);
    expect(await renew(renewed)).toBe(200);
    expect(await (await server.request('/updates/latest/latest-linux.yml')).text()).toBe(renewed);
  });

  it('are listed beside the versions that devices run', async () => {
    await release('1.1.0');
    const as = (name: 'kam1' | 'kam2') => server.actors[name];
    const headers = (version: string) => ({ 'x-app-version': version });
    await server.json('/api/auth/me', { as: as('kam1'), headers: headers('1.0.0') });
    await server.json('/api/auth/me', { as: as('kam2'), headers: headers('1.1.0') });
    await server.json('/api/auth/me', { as: as('kam1'), headers: headers('1.1.0') });
    const { body } = await server.json('/api/releases', { as: server.actors.admin });
    expect(body).toMatchObject({
      items: [{ version: '1.1.0', channel: 'latest', platform: 'linux' }],
      in_use: [{ version: '1.1.0', devices: 2 }],
    });
  });
});

it('are not taken by a server that does not know the publisher', async () => {
  const server = await startTestServer();
  const json = { name: 'latest-linux.yml', feed: publisher.feed('1.1.0', [publisher.installer('a.exe')]) };
  const reply = await server.json<Reply>('/api/releases', { as: server.actors.admin, json });
  expect(reply).toMatchObject({ status: 422, body: { errors: [{ path: 'feed' }] } });
  await server.close();
});
