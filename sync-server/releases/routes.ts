// Releases of the desktop program: for admins who publish them, and for the laptops that update.
import { Hono } from 'hono';
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { refusal } from '#domain/refusal.ts';
import { channelSchema, feedOf, platformSchema, releaseFileName } from '#domain/release/feed.ts';
import { rolloutRange } from '#domain/release/rollout.ts';
import { instantSchema } from '#domain/time.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { idParam, operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { bodyOf } from '../http/read-body.ts';
import { streamOf } from '../http/stream-of.ts';
import { validated } from '../http/validate.ts';
import { changeRelease, publish } from './change-releases.ts';
import { listReleases, offeredTo } from './list-releases.ts';
import { rangeOf } from './range.ts';
import { placeOf, takeFile } from './release-files.ts';
import { versionsInUse } from './versions-in-use.ts';

const tag = 'releases';
const MAX_FILE_BYTES = 512 * 1_048_576;
const MAX_FEED = 40_000;
/** What a file of this name is never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const rollout = z.int().min(rolloutRange.min).max(rolloutRange.max);
const feed = z.string().min(1).max(MAX_FEED);
const releaseSchema = z.object({
  id: idSchema,
  channel: channelSchema,
  platform: platformSchema,
  version: z.string(),
  feed,
  expires_at: instantSchema,
  rollout,
  withdrawn_at: instantSchema.nullable(),
  notes: z.string().nullable(),
  created_at: instantSchema,
  created_by: idSchema,
});
const releasesReply = z.object({
  items: z.array(releaseSchema),
  in_use: z
    .array(z.object({ version: z.string(), devices: z.int() }))
    .meta({ description: 'What the devices that are signed in run, as far as they said.' }),
});
const fileReply = z.object({ name: z.string(), sha512: z.string(), size: z.int() });
const fileQuery = z.object({ sha512: z.string().max(100) });
const newRelease = z.object({
  name: z.string().max(60).meta({ description: 'The feed’s file name, as latest-linux.yml.' }),
  feed: feed.meta({ description: 'The signed feed, word for word.' }),
  rollout: rollout.default(rolloutRange.max),
});
const changes = z
  .object({ rollout: rollout.optional(), withdrawn: z.boolean().optional(), feed: feed.optional() })
  .meta({
    description: 'How many of a hundred laptops are offered it; whether it is taken back; a renewed feed.',
  });

type ReleaseDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'config' | 'files'>;

/** The routes under /api/releases. */
export function createReleaseRoutes(deps: ReleaseDeps): Routes {
  return new Hono<AppEnv>()
    .get(
      '/',
      operation({
        who: 'releases.manage',
        tag,
        summary: 'Releases of the desktop program, and which versions are in use',
        reply: releasesReply,
      }),
      async (c) => c.json({ items: await listReleases(deps.db), in_use: await versionsInUse(deps.db) }),
    )
    .put(
      '/files/:name',
      operation({
        who: 'releases.manage',
        tag,
        summary: 'Send an installer, before the release that names it; the body is the file itself',
        query: fileQuery,
        accepts: { 'application/octet-stream': z.string().meta({ format: 'binary' }) },
        reply: fileReply,
        status: 201,
        maxBytes: MAX_FILE_BYTES,
        refusals: ['duplicate', 'too_large'],
      }),
      async (c) => {
        const name = validated(z.object({ name: releaseFileName }), { name: c.req.param('name') }).name;
        const { sha512 } = c.req.valid('query');
        return c.json(unwrap(await takeFile(deps, name, sha512, bodyOf(c, MAX_FILE_BYTES))), 201);
      },
    )
    .post(
      '/',
      operation({
        who: 'releases.manage',
        tag,
        summary: 'Publish a release by its signed feed',
        body: newRelease,
        reply: releaseSchema,
        status: 201,
        refusals: ['duplicate'],
      }),
      async (c) => c.json(unwrap(await publish(deps, actOf(c), c.req.valid('json'))), 201),
    )
    .patch(
      '/:id',
      operation({
        who: 'releases.manage',
        tag,
        summary: 'Move the rollout of a release, withdraw it, or renew its feed',
        body: changes,
        reply: releaseSchema,
        refusals: ['not_found'],
      }),
      async (c) => c.json(unwrap(await changeRelease(deps, actOf(c), idParam(c), c.req.valid('json')))),
    );
}

/** What the updater of a laptop reads: GET /updates/{channel}/{name}. */
export function createUpdateRoutes(deps: ReleaseDeps): Routes {
  return new Hono<AppEnv>().get(
    '/:channel/:name',
    operation({
      who: 'public',
      tag,
      summary: 'The signed feed of a channel, or a file that it names; single ranges are answered',
      replyType: '*/*',
      refusals: ['not_found'],
    }),
    (c) =>
      feedOf(c.req.param('name'))?.channel === c.req.param('channel')
        ? answerFeed(deps, c)
        : answerFile(deps, c),
  );
}

async function answerFeed({ db }: ReleaseDeps, c: AppContext): Promise<Response> {
  const of = feedOf(c.req.param('name') ?? '');
  const stagingId = c.req.header('x-user-staging-id') ?? null;
  const release = of && (await offeredTo(db, of, stagingId));
  if (!release)
    throw new HttpRefusal(refusal('not_found', { detail: 'There is no release for this program.' }));
  c.header('Cache-Control', 'no-store');
  return c.body(release.feed, 200, { 'Content-Type': 'text/yaml; charset=utf-8' });
}

async function answerFile({ db, files }: ReleaseDeps, c: AppContext): Promise<Response> {
  const place = await placeOf(db, c.req.param('name') ?? '');
  if (!place) throw new HttpRefusal(refusal('not_found'));
  const { key, size } = place;
  const range = rangeOf(c.req.header('range'), size);
  c.header('Accept-Ranges', 'bytes');
  c.header('Content-Type', 'application/octet-stream');
  c.header('X-Content-Type-Options', 'nosniff');
  if (range === 'none') return c.body(null, 416, { 'Content-Range': `bytes */${size}` });
  c.header('Cache-Control', FOR_EVER);
  if (range === 'all') return c.body(streamOf(files.read(key)), 200, { 'Content-Length': String(size) });
  const { start, end } = range;
  return c.body(streamOf(files.read(key, range)), 206, {
    'Content-Length': String(end - start + 1),
    'Content-Range': `bytes ${start}-${end}/${size}`,
  });
}
