// Releases of the desktop program: for admins who publish them, and for the laptops that update.
import { Hono } from 'hono';
import { z } from 'zod';
import { pageSchema } from '#domain/page.ts';
import { refusal } from '#domain/refusal.ts';
import { feedOf, releaseFileName } from '#domain/release/feed.ts';
import { releaseSchema, rolloutSchema, signedFeedSchema } from '#domain/release/release.ts';
import { rolloutRange } from '#domain/release/rollout.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { idParam, operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { bodyOf } from '../http/read-body.ts';
import { streamOf } from '../http/stream-of.ts';
import { validated } from '../http/validate.ts';
import { changeRelease, publish } from './change-releases.ts';
import { listReleases, offeredTo, type Release as StoredRelease } from './list-releases.ts';
import { rangeOf } from './range.ts';
import { placeOf, takeFile } from './release-files.ts';
import { versionsInUse } from './versions-in-use.ts';

const tag = 'releases';
const MAX_FILE_BYTES = 512 * 1_048_576;
/** What a file of this name is never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';

const releasesReply = pageSchema(releaseSchema).extend({
  in_use: z
    .array(z.object({ version: z.string(), devices: z.int() }))
    .meta({ description: 'What the signed-in devices run, as far as they said.' }),
});
const fileReply = z.object({ name: z.string(), sha512: z.string(), size: z.int() });
const fileQuery = z.object({ sha512: z.string().max(100) });
const newRelease = z.object({
  name: z.string().max(60).meta({ description: 'The feed’s file name, as latest-linux.yml.' }),
  feed: signedFeedSchema.meta({ description: 'The signed feed, word for word.' }),
  rollout: rolloutSchema.default(rolloutRange.max),
});
const changes = z
  .object({
    rollout: rolloutSchema.optional(),
    withdrawn: z.boolean().optional(),
    feed: signedFeedSchema.optional(),
  })
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
      async (c) => {
        const in_use = await versionsInUse(deps.db);
        const items = (await listReleases(deps.db)).map((release) => shown(release, in_use));
        const [total, last_id] = [items.length, items.at(-1)?.id ?? null];
        return c.json({ items, total, has_more: false, last_id, in_use });
      },
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
      async (c) => {
        const release = unwrap(await publish(deps, actOf(c), c.req.valid('json')));
        return c.json(shown(release, await versionsInUse(deps.db)), 201);
      },
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
      async (c) => {
        const release = unwrap(await changeRelease(deps, actOf(c), idParam(c), c.req.valid('json')));
        return c.json(shown(release, await versionsInUse(deps.db)));
      },
    );
}

const shown = (release: StoredRelease, inUse: { version: string; devices: number }[]) => ({
  ...release,
  devices: inUse.find(({ version }) => version === release.version)?.devices ?? 0,
});

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
  const name = releaseFileName.safeParse(c.req.param('name'));
  const place = name.success ? await placeOf(db, name.data) : null;
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
