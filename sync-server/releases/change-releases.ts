// Publishing a release, moving its rollout, renewing its word, and taking it back.
import { eq } from 'drizzle-orm';
import { gt } from 'semver';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { type Feed, feedOf } from '#domain/release/feed.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type AuditEntry, appendAudit } from '../audit/append-audit.ts';
import type { Act } from '../audit/write-audited.ts';
import { releases } from '../db/tables/releases.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import { listReleases, type Release } from './list-releases.ts';
import { readFeed } from './read-feed.ts';
import { filesNamed } from './release-files.ts';

type Store = Pick<Deps, 'db' | 'clock' | 'ids' | 'config'>;

const wrong = (path: string, message: string): Result<never, Refusal> =>
  refuse(refusal('invalid', { errors: [{ path, message }] }));

const NO_KEY = 'cannot be checked: this server has no UPDATE_PUBLIC_KEY';

/**
 * Publishes what the feed of this name says. Once more the same is as good as once. Refusals: `invalid` for a feed that is
 * not the publisher's, or where his key is not known; that has expired, names files that are not there or a version that is
 * not above all others of its channel and platform; `duplicate` where that version says something else.
 */
export async function publish(
  store: Store,
  act: Act,
  given: { name: string; feed: string; rollout: number },
): Promise<Result<Release, Refusal>> {
  const of = feedOf(given.name);
  if (of === null) return wrong('name', 'is no feed: it must be like latest-linux.yml');
  const said = feedOfPublisher(store, given.feed);
  if (!said.ok) return said;
  const feed = said.value;
  return inWriteTransaction(store, async (tx) => {
    const others = await listReleases(tx.sql, of);
    const same = others.find(({ version }) => version === feed.version);
    if (same?.feed === given.feed) return ok(same);
    if (same) return refuse(refusal('duplicate', { detail: `${feed.version} is published already.` }));
    const [newest] = others;
    if (newest && !gt(feed.version, newest.version))
      return wrong('feed', `has version ${feed.version}, which is not above ${newest.version}`);
    const refused = await refuseFeed(tx, feed);
    if (refused) return refuse(refused);
    const row: Release = {
      ...{ id: store.ids.next(), ...of, version: feed.version, feed: given.feed, rollout: given.rollout },
      ...{ expires_at: feed.expires, withdrawn_at: null, notes: feed.releaseNotes ?? null },
      ...{ created_at: tx.now, created_by: act.actor.id },
    };
    await tx.sql.insert(releases).values(row);
    await appendAudit(tx, [lineOf(act, 'publish', row, null)]);
    return ok(row);
  });
}

export interface ReleaseChanges {
  rollout?: number | undefined;
  withdrawn?: boolean | undefined;
  /** The same release, signed anew with a later expiry. */
  feed?: string | undefined;
}

/** Changes a release. Refusals: `not_found`, and for the feed those of `publish`, or that it is about another release. */
export async function changeRelease(
  store: Store,
  act: Act,
  id: string,
  { rollout, withdrawn, feed }: ReleaseChanges,
): Promise<Result<Release, Refusal>> {
  const said = feed === undefined ? null : feedOfPublisher(store, feed);
  if (said && !said.ok) return said;
  return inWriteTransaction(store, async (tx) => {
    const [before] = await tx.sql.select().from(releases).where(eq(releases.id, id));
    if (!before) return refuse(refusal('not_found'));
    const refused = said && ((await refuseFeed(tx, said.value)) ?? refuseOther(store, before, said.value));
    if (refused) return refuse(refused);
    const after: Release = {
      ...before,
      ...(rollout === undefined ? {} : { rollout }),
      ...(withdrawn === undefined
        ? {}
        : { withdrawn_at: withdrawn ? (before.withdrawn_at ?? tx.now) : null }),
      ...(said && feed !== undefined ? { feed, expires_at: said.value.expires } : {}),
    };
    await tx.sql.update(releases).set(after).where(eq(releases.id, id));
    await appendAudit(tx, [lineOf(act, 'update', after, before)]);
    return ok(after);
  });
}

function feedOfPublisher({ config }: Pick<Store, 'config'>, feed: string): Result<Feed, Refusal> {
  const key = config.UPDATE_PUBLIC_KEY;
  return key === null ? wrong('feed', NO_KEY) : readFeed(feed, key);
}

async function refuseFeed(tx: WriteTx, feed: Feed): Promise<Refusal | null> {
  const no = (message: string) => refusal('invalid', { errors: [{ path: 'feed', message }] });
  if (feed.expires <= tx.now) return no('has expired');
  const names = feed.files.map(({ url }) => url);
  const there = new Map((await filesNamed(tx.sql, names)).map((file) => [file.name, file]));
  for (const { url, sha512, size } of feed.files) {
    const file = there.get(url);
    if (!file) return no(`names ${url}, which was not sent`);
    if (file.sha512 !== sha512 || file.size !== size) return no(`names another ${url} than was sent`);
  }
  return null;
}

/** A renewal says the same of the same files, for longer. */
function refuseOther({ config }: Pick<Store, 'config'>, before: Release, feed: Feed): Refusal | null {
  const old = readFeed(before.feed, config.UPDATE_PUBLIC_KEY ?? '');
  const files = (one: Feed) => JSON.stringify(one.files.map(({ url, sha512, size }) => [url, sha512, size]));
  const no = (message: string) => refusal('invalid', { errors: [{ path: 'feed', message }] });
  if (feed.version !== before.version) return no(`is of ${feed.version}, not of ${before.version}`);
  if (old.ok && files(old.value) !== files(feed)) return no('names other files than were published');
  return feed.expires < before.expires_at ? no('ends before the one that stands') : null;
}

function lineOf(
  { actor, requestId }: Act,
  action: string,
  after: Release,
  before: Release | null,
): AuditEntry {
  const facts = ({ channel, platform, version, rollout, withdrawn_at, expires_at }: Release) => ({
    ...{ channel, platform, version, rollout, withdrawn_at, expires_at },
  });
  return {
    actor_id: actor.id,
    action,
    entity: 'release',
    entity_id: after.id,
    details: { request_id: requestId, before: before && facts(before), after: facts(after) },
  };
}
