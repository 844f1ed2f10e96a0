// How far a release is, in a word or two.
import type { Platform } from '#domain/release/feed.ts';
import type { Release } from '#domain/release/release.ts';
import { say } from '../../words/say.ts';

export const PLATFORM_WORDS: Record<Platform, string> = {
  windows: say('Windows'),
  mac: 'macOS',
  linux: say('Linux'),
  'linux-arm64': say('Linux on ARM'),
};

type Facts = Pick<Release, 'withdrawn_at' | 'expires_at' | 'rollout'>;

/** `now`: instant. Past its end laptops do not take it, whatever its rollout. */
export function releaseState(
  { withdrawn_at, expires_at, rollout }: Facts,
  now: string,
): { tone: 'parked' | 'overdue' | 'now' | 'waiting'; words: string } {
  if (withdrawn_at !== null) return { tone: 'parked', words: say('Withdrawn') };
  if (expires_at <= now) return { tone: 'overdue', words: say('To be renewed') };
  return rollout === 100
    ? { tone: 'now', words: say('For all') }
    : { tone: 'waiting', words: say('{rollout} of 100', { rollout }) };
}
