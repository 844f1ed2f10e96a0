import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { staticFile } from './static-files.ts';

describe('the browser edition’s pages', () => {
  let folder: string;
  let server: TestServer;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callbook-pages-'));
    await mkdir(join(folder, 'out/assets'), { recursive: true });
    await writeFile(
      join(folder, 'out/index.html'),
      '<!doctype html><html><head><title>x</title></head></html>',
    );
    await writeFile(join(folder, 'out/assets/index-abc.js'), 'export {}');
    await writeFile(join(folder, 'out/icon.svg'), '<svg/>');
    await writeFile(join(folder, 'out/service-worker.js'), 'export {}');
    await writeFile(join(folder, 'out/manifest.webmanifest'), '{}');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    server = await startTestServer({ people: false, env: { RENDERER_DIR: join(folder, 'out') } });
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it.each(['/app/', '/app/index.html'])(
    'are one page at %s, with a fresh nonce in page and policy',
    async (path) => {
      const replies = await Promise.all([server.request(path), server.request(path)]);
      const nonces = await Promise.all(
        replies.map(
          async (reply) => /<head><meta property="csp-nonce" nonce="([^"]+)">/.exec(await reply.text())?.[1],
        ),
      );
      expect(nonces[0]).toBeTruthy();
      expect(nonces[0]).not.toBe(nonces[1]);
      const policy = replies[0]?.headers.get('content-security-policy');
      expect(policy).toContain(`style-src 'self' 'nonce-${nonces[0]}'`);
      expect(policy).not.toContain('unsafe');
      expect(replies[0]?.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('are also found without the slash', async () => {
    const reply = await server.request('/app');
    expect(reply.status).toBe(308);
    expect(reply.headers.get('location')).toBe('/app/');
  });

  it('load files by type; those with a hash in their name are kept for ever', async () => {
    const script = await server.request('/app/assets/index-abc.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
    const icon = await server.request('/app/icon.svg');
    expect(icon.headers.get('content-type')).toBe('image/svg+xml');
    expect(icon.headers.get('cache-control')).toBe('no-cache');
  });

  it('have a worker that may fetch them anew, and is itself asked for anew each time', async () => {
    const worker = await server.request('/app/service-worker.js');
    const policy = worker.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    const manifest = await server.request('/app/manifest.webmanifest');
    expect(manifest.headers.get('content-type')).toBe('application/manifest+json');
  });

  it.each(['/app/nothing.js', '/app/assets', '/app/icon.svg/x', '/app/%', `/app/${'x'.repeat(300)}`])(
    'have nothing at %s',
    async (path) => {
      expect((await server.request(path)).status).toBe(404);
    },
  );

  it.each(['../secret.txt', '%2e%2e/secret.txt', '..%2fsecret.txt', '..\\secret.txt', 'icon.svg%00', ''])(
    'never lead out of their folder by "%s"',
    async (path) => {
      expect(await staticFile(join(folder, 'out'), path)).toBeNull();
      expect(await (await server.request(`/app/${path}`)).text()).not.toContain('secret\n');
    },
  );

  it('say how to build them where they are not built', async () => {
    await rm(join(folder, 'out'), { recursive: true });
    const reply = await server.json('/app/');
    expect(reply).toMatchObject({ status: 404, body: { detail: expect.stringContaining('npm run build') } });
  });
});

describe('the pages about the API', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ people: false });
  });
  afterEach(() => server.close());

  it.each(['/docs', '/docs/', '/redoc'])('%s loads nothing from elsewhere', async (path) => {
    const reply = await server.request(path);
    expect(reply.status).toBe(200);
    const html = await reply.text();
    const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(loaded.length).toBeGreaterThan(2);
    for (const address of loaded) {
      expect(address).toMatch(/^\/docs\//);
      expect((await server.request(address)).status).toBe(200);
    }
    const policy = reply.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:/);
  });

  it('fetch no picture from the network of ReDoc’s maker', async () => {
    const script = await (await server.request('/docs/redoc.standalone.js')).text();
    expect(script).toContain('/docs/favicon-32x32.png');
    expect(script).not.toMatch(/https:\/\/cdn\./);
  });

  it('give out no other file', async () => {
    expect((await server.request('/docs/package.json')).status).toBe(404);
  });
});
