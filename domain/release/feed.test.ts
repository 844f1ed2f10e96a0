import { describe, expect, it } from 'vitest';
import {
  channelSchema,
  feedName,
  feedOf,
  feedSchema,
  releaseFileName,
  signedParts,
  withSignature,
} from './feed.ts';

const SIGNATURE = `${'A'.repeat(86)}==`;
const feed = {
  version: '1.4.2',
  files: [{ url: 'Callbook-1.4.2.AppImage', sha512: `${'b'.repeat(86)}==`, size: 10 }],
  expires: '2026-06-01T00:00:00.000Z',
};

describe('the name of a feed', () => {
  it.each([
    ['latest', 'windows', 'latest.yml'],
    ['latest', 'mac', 'latest-mac.yml'],
    ['beta', 'linux', 'beta-linux.yml'],
    ['beta', 'linux-arm64', 'beta-linux-arm64.yml'],
  ] as const)('of channel %s for %s is %s', (channel, platform, name) => {
    expect(feedName(channel, platform)).toBe(name);
    expect(feedOf(name)).toEqual({ channel, platform });
  });

  it.each(['latest.yaml', 'Latest.yml', '../latest.yml', 'latest-solaris.yml', '.yml', 'app-update.yml'])(
    'is not %s',
    (name) => expect(feedOf(name)).toBeNull(),
  );

  it('begins with a channel of few letters', () => {
    expect(channelSchema.safeParse('latest').success).toBe(true);
    for (const name of ['', 'a/b', 'x'.repeat(21), '1st'])
      expect(channelSchema.safeParse(name).success).toBe(false);
  });
});

describe('a file of a release', () => {
  it.each([
    ['Callbook-1.4.2.AppImage', true],
    ['Callbook Setup 1.4.2.exe', true],
    ['Callbook-1.4.2-mac.zip.blockmap', true],
    ['../Callbook.exe', false],
    ['a/b.exe', false],
    ['https:evil.exe', false],
    ['a..exe', false],
    ['.exe', false],
    ['latest.yml', false],
    ['Callbook.exe\n', false],
  ])('may be called %j: %s', (name, may) => {
    expect(releaseFileName.safeParse(name).success).toBe(may);
  });
});

describe('a feed', () => {
  it('says version, files and until when it counts, and keeps what else it says', () => {
    expect(feedSchema.parse({ ...feed, path: 'x' })).toEqual({ ...feed, path: 'x' });
    for (const wrong of [
      { version: '1.4' },
      { files: [] },
      { files: [{ ...feed.files[0], url: '../x.exe' }] },
      { files: [{ ...feed.files[0], sha512: 'short' }] },
      { expires: 'never' },
    ])
      expect(feedSchema.safeParse({ ...feed, ...wrong }).success).toBe(false);
  });

  it('carries its signature in a last line of its own', () => {
    const signed = withSignature('version: 1.4.2\n# ed25519 words\n', SIGNATURE);
    expect(signedParts(signed)).toEqual({ text: 'version: 1.4.2\n# ed25519 words\n', signature: SIGNATURE });
    expect(signedParts('version: 1.4.2\n')).toBeNull();
    expect(signedParts(`${signed}version: 6.6.6\n`)).toBeNull();
  });
});
