// Publishes what a folder of electron-builder holds: the files first, the feeds last, so that no laptop hears of a file
// that is not there yet.
import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { load } from 'js-yaml';
import { feedOf, feedSchema, signedParts } from '../../domain/release/feed.ts';
import type { ReleaseServer } from './server-of-releases.ts';
import { signFeed, type Terms } from './sign-feed.ts';

export interface Job {
  server: ReleaseServer;
  key: KeyObject;
  terms: Terms;
  /** Prints a line of what is being done. */
  say(line: string): void;
}

/** Sends the files that the feeds of the folder name, then the feeds. Gives the names of these. */
export async function publishFolder(folder: string, rollout: number, job: Job): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => feedOf(name) !== null).sort();
  if (names.length === 0) throw new Error(`${folder} holds no feed: build installers first`);
  const feeds: { name: string; signed: string }[] = [];
  for (const name of names)
    feeds.push({ name, signed: signFeed(await readFile(join(folder, name), 'utf8'), job.key, job.terms) });
  const sent = new Set<string>();
  for (const { signed } of feeds)
    for (const { url, sha512, size } of filesOf(signed)) {
      if (sent.has(url)) continue;
      sent.add(url);
      await sendFile(folder, url, { sha512, size }, job);
    }
  for (const { name, signed } of feeds) {
    const { version, channel, platform } = await job.server.publish(name, signed, rollout);
    job.say(`published ${version} on ${channel} for ${platform}, for ${rollout} of 100 laptops`);
  }
  return names;
}

/** The file, and beside it the map of its blocks, by which laptops load only what has changed. */
async function sendFile(
  folder: string,
  name: string,
  { sha512, size }: { sha512: string; size: number },
  { server, say }: Job,
): Promise<void> {
  const path = join(folder, name);
  const found = await digestOf(path);
  if (found.sha512 !== sha512 || found.size !== size)
    throw new Error(`${name} is not the file that the feed names: build it anew`);
  say(`sending ${name} (${Math.ceil(size / 1e6)} MB)`);
  await server.send(name, path, sha512);
  const map = `${name}.blockmap`;
  if (!(await exists(join(folder, map)))) return;
  await server.send(map, join(folder, map), (await digestOf(join(folder, map))).sha512);
}

/** Signs every release that counts anew, with a later end. Gives how many. */
export async function renewReleases({ server, key, terms, say }: Job): Promise<number> {
  const standing = (await server.list()).filter(({ withdrawn_at }) => withdrawn_at === null);
  for (const { id, version, channel, platform, feed } of standing) {
    // What the publisher has not signed himself he does not sign now.
    const own = signFeed(feed, key, { expires: String(expiryOf(feed)) });
    if (own !== feed)
      throw new Error(`the server's feed of ${version} for ${platform} is not as it was signed`);
    await server.renew(id, signFeed(feed, key, { expires: terms.expires }));
    say(`renewed ${version} on ${channel} for ${platform} until ${terms.expires}`);
  }
  return standing.length;
}

const parsed = (signed: string) => feedSchema.parse(load(signedParts(signed)?.text ?? ''));
const filesOf = (signed: string) => parsed(signed).files;
const expiryOf = (signed: string) => parsed(signed).expires;

async function digestOf(path: string): Promise<{ sha512: string; size: number }> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return { sha512: hash.digest('base64'), size: (await stat(path)).size };
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
