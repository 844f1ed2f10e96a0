// The bucket of FILES_URL: whether files can be stored, read and removed there with the keys that are given.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDrafts } from '../files/drafts.ts';
import type { FilesConfig } from '../files/file-store.ts';
import { bucketOf, createS3Shelf } from '../files/s3-shelf.ts';
import { type Finding, reasonOf } from './finding.ts';

/** Nothing where files lie in the folder. Tries the bucket with a file of a few bytes, which is gone afterwards. */
export async function checkBucket(config: FilesConfig): Promise<Finding[]> {
  if (config.FILES_URL === null) return [];
  const part = 'bucket';
  const name = config.FILES_URL.replace(/\?.*$/, '');
  const folder = await mkdtemp(join(tmpdir(), 'callbook-probe-'));
  try {
    const place = bucketOf(config.FILES_URL, config);
    const words = `${name} at ${place.endpoint ?? `AWS ${place.region}`}`;
    const shelf = createS3Shelf(place, config);
    const key = `probe-${randomBytes(8).toString('hex')}`;
    await shelf.put(key, await createDrafts(folder).take([Buffer.from(key)]));
    const read = await shelf.get(key);
    await shelf.remove(key);
    if (read && Buffer.from(read).toString() === key && (await shelf.stat(key)) === null)
      return [{ part, state: 'ok', words: `${words}: files can be stored, read and removed` }];
    return [{ part, state: 'wrong', words: `${words} does not give back what was stored there` }];
  } catch (error) {
    const words = `${name} cannot be used (${reasonOf(error)}): correct FILES_URL, AWS_ENDPOINT_URL or AWS_REGION, and the access keys and what they may do`;
    return [{ part, state: 'wrong', words }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
