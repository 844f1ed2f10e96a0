// The server's routes for releases, as the publisher's machine calls them.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';

const releaseSchema = z.object({
  ...{ id: z.string(), version: z.string(), channel: z.string(), platform: z.string(), feed: z.string() },
  ...{ expires_at: z.string(), withdrawn_at: z.string().nullable() },
});
export type PublishedRelease = z.output<typeof releaseSchema>;

const problemSchema = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

export interface ReleaseServer {
  list(): Promise<PublishedRelease[]>;
  send(name: string, path: string, sha512: string): Promise<void>;
  publish(name: string, feed: string, rollout: number): Promise<PublishedRelease>;
  renew(id: string, feed: string): Promise<void>;
}

export interface Admin {
  email: string;
  password: string;
}

/** Signs in as an admin. Every call rejects with one line of the server's own words where it says no. */
export async function openReleaseServer(address: string, admin: Admin): Promise<ReleaseServer> {
  let token = '';
  const ask = async (path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<unknown> => {
    const headers = { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...init.headers };
    const reply = await fetch(`${address}${path}`, { ...init, headers });
    const body: unknown = await reply.json().catch(() => null);
    if (!reply.ok) throw new Error(`${path}: ${wordsOf(reply.status, body)}`);
    return body;
  };
  const json = (method: string, body: object) => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const login = json('POST', { ...admin, device_name: 'Release' });
  token = z.object({ access_token: z.string() }).parse(await ask('/api/auth/login', login)).access_token;
  return {
    list: async () => z.object({ items: z.array(releaseSchema) }).parse(await ask('/api/releases')).items,
    send: async (name, path, sha512) => {
      const { size } = await stat(path);
      await ask(`/api/releases/files/${encodeURIComponent(name)}?sha512=${encodeURIComponent(sha512)}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
        body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array<ArrayBuffer>>,
        duplex: 'half',
      });
    },
    publish: async (name, feed, rollout) =>
      releaseSchema.parse(await ask('/api/releases', json('POST', { name, feed, rollout }))),
    renew: async (id, feed) => void (await ask(`/api/releases/${id}`, json('PATCH', { feed }))),
  };
}

function wordsOf(status: number, body: unknown): string {
  const { title, detail, errors = [] } = problemSchema.catch({}).parse(body);
  const fields = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  return [title ?? `answered ${status}`, detail, fields].filter(Boolean).join(' ');
}
