// Replication over HTTP: pull, push, and the one stream of all collections.
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { refusal } from '#domain/refusal.ts';
import {
  type Collection,
  isCollection,
  isWritable,
  OLDEST_PUSHED_VERSION,
  SCHEMA_VERSION,
  type WritableCollection,
} from '#domain/sync/collections.ts';
import { fieldsUnknownTo } from '#domain/sync/lens.ts';
import {
  digestReplySchema,
  digestRequestSchema,
  MAX_PULL,
  OUTCOMES_OF_PUSH,
  pushRequestSchema,
} from '#domain/sync/messages.ts';
import { scopeOf } from '#domain/sync/scope.ts';
import { readFor } from '../db/reader-role.ts';
import type { Deps } from '../deps.ts';
import { readCheckpoint } from '../feed/checkpoint.ts';
import { feedNow } from '../feed/feed-now.ts';
import { pull } from '../feed/pull.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { push } from '../push/push.ts';
import { digest } from './digest.ts';
import { stillReads } from './still-reads.ts';

const tag = 'sync';
const MAX_PUSH_BYTES = 32 * 1_048_576;
const MAX_DIGEST_BYTES = 4 * 1_048_576;

const pullQuery = z.object({
  checkpoint: z.string().max(500).default(''),
  limit: z.coerce.number().int().min(1).max(MAX_PULL).default(MAX_PULL),
});
const documentReply = z.record(z.string(), z.unknown());
const pullReply = z.object({ documents: z.array(documentReply), checkpoint: z.string() });
const pushReply = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(OUTCOMES_OF_PUSH),
      document: documentReply.optional(),
      code: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
});

/** The routes under /api/sync. */
export function createSyncRoutes(deps: Deps): Routes {
  return new Hono<AppEnv>()
    .get(
      '/stream',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Changes of all collections as they are committed',
        replyType: 'text/event-stream',
      }),
      (c) => {
        checkVersion(c, SCHEMA_VERSION);
        return openStream(c, deps);
      },
    )
    .post(
      '/digest',
      operation({
        who: 'leads.read',
        tag,
        summary: 'What differs from the documents that a replica holds',
        body: digestRequestSchema,
        reply: digestReplySchema,
        maxBytes: MAX_DIGEST_BYTES,
        refusals: ['not_found', 'schema_too_old', 'server_outdated'],
      }),
      async (c) => {
        checkVersion(c, SCHEMA_VERSION);
        const asked = c.req.valid('json');
        return c.json(await digest(deps, c.get('actor'), collectionOf(c, asked.collection), asked));
      },
    )
    .get(
      '/:collection/pull',
      operation({
        who: 'leads.read',
        tag,
        summary: 'What changed in a collection after a checkpoint',
        query: pullQuery,
        reply: pullReply,
        refusals: ['resync_required', 'schema_too_old', 'server_outdated'],
      }),
      async (c) => {
        checkVersion(c, SCHEMA_VERSION);
        const collection = collectionOf(c);
        const { checkpoint, limit } = c.req.valid('query');
        const scope = scopeOf(c.get('actor'), collection);
        const { epoch, newest, floor } = await feedNow(deps.db, scope, collection);
        const from = unwrap(readCheckpoint(checkpoint, collection, { epoch, scope }, newest, floor));
        await deps.cursors.note(c.get('identity').session_id, collection, from);
        const page = await readFor(deps.db, c.get('actor'), (q) => pull(q, collection, from, limit));
        deps.metrics.count('callbook_sync_pulled_documents_total', { collection }, page.documents);
        return c.body(page.text, 200, { 'content-type': 'application/json' });
      },
    )
    .post(
      '/:collection/push',
      operation({
        who: 'leads.write',
        tag,
        leavingToo: true,
        summary: 'Documents that a replica wrote; one outcome a row',
        body: pushRequestSchema,
        reply: pushReply,
        maxBytes: MAX_PUSH_BYTES,
        refusals: ['schema_too_old', 'server_outdated', 'not_allowed'],
      }),
      async (c) => {
        const version = checkVersion(c, OLDEST_PUSHED_VERSION);
        const collection = writableOf(c);
        const reply = await push(
          deps,
          c.get('actor'),
          collection,
          c.req.valid('json').rows,
          c.get('requestId'),
          fieldsUnknownTo(version, collection),
        );
        for (const { outcome } of reply.results) {
          deps.metrics.count('callbook_sync_pushed_rows_total', { collection, outcome });
        }
        return c.json(reply);
      },
    );
}

function openStream(c: AppContext, deps: Deps): Response {
  // A proxy that gathers what it forwards would hold the events back.
  c.header('X-Accel-Buffering', 'no');
  c.header('Cache-Control', 'no-store');
  const reader = { actor: c.get('actor'), mayRead: stillReads(deps, c.get('identity')) };
  return streamSSE(c, async (stream) => {
    const ended = new AbortController();
    stream.onAbort(() => ended.abort());
    await deps.streams.follow(
      reader,
      {
        message: (text) => stream.writeSSE({ data: text }),
        resync: () => stream.writeSSE({ event: 'resync', data: '' }),
        heartbeat: async () => {
          await stream.write(': alive\n\n');
        },
      },
      ended.signal,
    );
  });
}

function collectionOf(c: AppContext, name = c.req.param('collection') ?? ''): Collection {
  if (!isCollection(name))
    throw new HttpRefusal(refusal('not_found', { detail: `There is no collection ${name}.` }));
  return name;
}

function writableOf(c: AppContext): WritableCollection {
  const name = collectionOf(c);
  if (!isWritable(name))
    throw new HttpRefusal(refusal('not_allowed', { detail: `${name} are written by the server.` }));
  return name;
}

/**
 * The version of the replica's documents; the current one where it says none. Refuses one that this server does not know:
 * too old, or newer than the server itself.
 */
function checkVersion(c: AppContext, oldest: number): number {
  const given = c.req.header('x-schema-version');
  if (!given?.trim()) return SCHEMA_VERSION;
  const version = Number(given);
  if (!Number.isInteger(version) || version < 0) {
    const errors = [{ path: 'X-Schema-Version', message: 'must be the number of the replica’s schema' }];
    throw new HttpRefusal(refusal('invalid', { errors }));
  }
  if (version < oldest) throw new HttpRefusal(refusal('schema_too_old'));
  if (version > SCHEMA_VERSION) throw new HttpRefusal(refusal('server_outdated'));
  return version;
}
