import { expect, test } from 'vitest';
import { createAppProtocol } from './app-protocol.ts';
import { newNonce } from './style-nonce.ts';

const files: Record<string, string> = {
  '/bundle/index.html': '<!doctype html><html><head lang="en"><title>x</title></head></html>',
  '/bundle/assets/a.js': 'export {}',
  '/secret.txt': 'secret',
};
let nonces = 0;
const handler = createAppProtocol({
  folder: '/bundle',
  readFile: async (path) => {
    const text = files[path];
    if (text === undefined) throw new Error('ENOENT');
    return new TextEncoder().encode(text);
  },
  api: async (request) => new Response(`api ${new URL(request.url).pathname}`),
  newNonce: () => `n${++nonces}`,
  diagnostics: async () => 'log <script>alert(1)</script> & more',
});
const get = (path: string, init?: RequestInit) => handler(new Request(`app://bundle${path}`, init));

test('the page carries the same fresh nonce in its policy and in its head', async () => {
  for (const path of ['/', '/index.html']) {
    const response = await get(path);
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
    expect(nonce).toBe(`n${nonces}`);
    expect(await response.text()).toContain(`<head lang="en"><meta property="csp-nonce" nonce="${nonce}">`);
  }
  expect(newNonce()).not.toBe(newNonce());
});

test('the policy allows nothing unsafe and nothing foreign', async () => {
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|http|\*|strict-dynamic/);
});

test('files have their type and are never guessed at', async () => {
  const response = await get('/assets/a.js');
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.text()).toBe('export {}');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/%00',
  '/%zz',
])('nothing outside the bundle is given out: %s', async (path) => {
  const response = await get(path);
  expect([403, 404]).toContain(response.status);
  expect(await response.text()).not.toContain('secret');
});

test('a file that is not there is a 404, another host too', async () => {
  expect((await get('/missing.js')).status).toBe(404);
  expect((await handler(new Request('app://other/'))).status).toBe(404);
});

test('the API is handed on, and nothing else takes a body', async () => {
  expect(await (await get('/api/leads', { method: 'POST', body: 'x' })).text()).toBe('api /api/leads');
  expect(await (await get('/api')).text()).toBe('api /api');
  expect((await get('/apis')).status).toBe(404);
  expect((await get('/', { method: 'POST', body: 'x' })).status).toBe(405);
});

test('the page about crashes is there without any file, and runs no script', async () => {
  const response = await get('/stopped');
  expect(response.headers.get('content-type')).toContain('text/html');
  const text = await response.text();
  for (const words of ['Try again', '/stopped/restart', '/stopped/diagnostics'])
    expect(text).toContain(words);
  expect(text).not.toContain('<script');
});

test('what may be handed over is shown as text before it is saved', async () => {
  const text = await (await get('/stopped/diagnostics')).text();
  expect(text).toContain('log &lt;script>alert(1)&lt;/script> &amp; more');
  expect(text).toContain('/stopped/save');
});
