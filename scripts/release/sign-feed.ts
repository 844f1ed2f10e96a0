// Signs a feed: what electron-builder has written, with the day until which it counts.
import { type KeyObject, sign } from 'node:crypto';
import { dump, load } from 'js-yaml';
import { feedSchema, signedParts, withSignature } from '../../domain/release/feed.ts';

export interface Terms {
  /** Until when laptops may take it for the newest there is: ISO 8601, UTC. */
  expires: string;
  /** Plain text for people. */
  notes?: string | null;
}

/** The signed text. Throws one line where the feed does not say what it has to. */
export function signFeed(text: string, key: KeyObject, { expires, notes }: Terms): string {
  const given = load(signedParts(text)?.text ?? text);
  if (typeof given !== 'object' || given === null) throw new Error('the feed is no YAML');
  // A rollout is the server's to move, and what it says must not be the laptop's to guess.
  const { stagingPercentage: _moved, ...kept } = given as Record<string, unknown>;
  const feed = { ...kept, expires, ...(notes === undefined ? {} : { releaseNotes: notes }) };
  const said = feedSchema.safeParse(feed);
  if (!said.success)
    throw new Error(said.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
  const body = dump(feed, { lineWidth: -1 });
  return withSignature(body, sign(null, Buffer.from(body), key).toString('base64'));
}
