// Development mode as a real process: it listens where the environment says, with the demo workspace, and starts anew.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { serverFromSource } from './server-from-source.mjs';

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

it('development mode serves the demo workspace at the port of the environment, and starts anew when told to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callbook-dev-'));
  const port = await freePort();
  const child = serverFromSource({ PORT: String(port), DATA_DIR: folder, NODE_ENV: '' }, 'pipe');
  const told: string[] = [];
  child.stderr?.on('data', (piece: Buffer) => void told.push(String(piece)));
  if (!child.stdout) throw new Error('no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const listening = async (): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`it has ended: ${told.join('')}`);
      if (!value.startsWith('{')) continue;
      const { event, url } = JSON.parse(value) as { event: string; url?: string };
      if (event === 'listening' && url) return url;
    }
  };
  const signIn = (url: string) =>
    fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'kam1@demo.callbook.example', password: 'demo-kam-one-2026' }),
    });
  try {
    const url = await listening();
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect((await signIn(url)).status).toBe(200);
    child.stdin?.write('\n');
    expect(await listening()).toBe(url);
    expect((await signIn(url)).status).toBe(200);
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, maxRetries: 10, retryDelay: 200 });
  }
}, 180_000);
