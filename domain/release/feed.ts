// The update feed that a laptop reads: which version there is, of which files it is made, until when this word counts, and
// whose word it is. It is signed where the installers are built; the server keeps and hands out the text as it came.
import { z } from 'zod';
import { instantSchema } from '../time.ts';

/** A line of updates that a laptop may follow: `latest`, `beta`. */
export const channelSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,19}$/, 'must be a short name like latest or beta');

/** A plain name: no folder, nothing hidden, nothing that a path or an address could be made of. */
export const releaseFileName = z
  .string()
  .max(160)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._ +-]*\.(AppImage|deb|rpm|exe|dmg|zip|blockmap)$/,
    'must be a plain file name of an installer',
  )
  .refine((name) => !name.includes('..'), 'must be a plain file name of an installer');

/** What electron-updater appends to the name of a channel, by the kind of machine. */
export const PLATFORMS = {
  windows: '',
  mac: '-mac',
  linux: '-linux',
  'linux-arm64': '-linux-arm64',
} as const;
export type Platform = keyof typeof PLATFORMS;
export const platformSchema = z.enum(Object.keys(PLATFORMS) as [Platform, ...Platform[]]);

/** The name of the feed of a channel: `latest-linux.yml`. */
export const feedName = (channel: string, platform: Platform): string =>
  `${channel}${PLATFORMS[platform]}.yml`;

/** Which feed a file of this name is; null: none. */
export function feedOf(name: string): { channel: string; platform: Platform } | null {
  const [, channel, suffix] = /^([a-z][a-z0-9]{0,19})(-mac|-linux-arm64|-linux|)\.yml$/.exec(name) ?? [];
  const platform = platformSchema.options.find((one) => PLATFORMS[one] === suffix);
  return channel === undefined || platform === undefined ? null : { channel, platform };
}

const sha512 = z.string().regex(/^[A-Za-z0-9+/]{86}==$/, 'must be a SHA-512 in base64');

/** What a feed says. Fields beside these go through untouched: electron-updater has more of them. */
export const feedSchema = z.looseObject({
  version: z
    .string()
    .regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9A-Za-z.-]{1,60})?$/, 'must be a version like 1.4.2'),
  files: z
    .array(z.looseObject({ url: releaseFileName, sha512, size: z.int().positive() }))
    .min(1)
    .max(20),
  /** Until when these laptops may take this for the newest there is. */
  expires: instantSchema,
  releaseNotes: z.string().max(20_000).nullish(),
});
export type Feed = z.output<typeof feedSchema>;

const SIGNATURE = /\n# ed25519 ([A-Za-z0-9+/]{86}==)\n$/;

/** The text with its signature (Ed25519 over the text before it, base64) as a last line, a comment to a reader of YAML. */
export const withSignature = (text: string, signature: string): string => `${text}\n# ed25519 ${signature}\n`;

/** The text that was signed, and the signature; null where there is none. */
export function signedParts(feed: string): { text: string; signature: string } | null {
  const found = SIGNATURE.exec(feed);
  return found?.[1] === undefined ? null : { text: feed.slice(0, found.index), signature: found[1] };
}
