// Where updates come from: the feed of the team's own server, believed only as far as the publisher of this program has
// signed it, and only until the day that he has set. So a server that somebody took over can neither push code nor keep
// laptops at an old version unseen.
import { createPublicKey, verify } from 'node:crypto';
import { newError, type PublishConfiguration, type UpdateInfo } from 'builder-util-runtime';
import type { AppUpdater } from 'electron-updater';
import { GenericProvider } from 'electron-updater/out/providers/GenericProvider.js';
import { type ProviderRuntimeOptions, parseUpdateInfo } from 'electron-updater/out/providers/Provider.js';
import { getChannelFilename, newUrlFromBase } from 'electron-updater/out/util.js';
import { feedSchema, signedParts } from '#domain/release/feed.ts';

export const NOT_SIGNED = 'ERR_UPDATER_INVALID_SIGNATURE';
export const EXPIRED = 'ERR_UPDATER_FEED_EXPIRED';

export interface SignedFeed {
  /** Of the folder that holds feed and files, without a slash at its end. */
  url: string;
  channel: string;
  /** Raw Ed25519, 32 bytes in base64. */
  publicKey: string;
  /** The instant that counts: ISO 8601, UTC. */
  now: () => string;
}

/** A provider for electron-updater's `setFeedURL`, as its `custom` kind. */
export function signedProvider(feed: SignedFeed): PublishConfiguration {
  class SignedProvider extends GenericProvider {
    private readonly folder: URL;

    constructor(_given: unknown, updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      const config = { provider: 'generic' as const, url: feed.url, channel: feed.channel };
      // Several ranges in one request are answered in a form that few servers speak.
      super(config, updater, { ...runtime, isUseMultipleRangeRequest: false });
      this.folder = new URL(`${feed.url}/`);
    }

    override async getLatestVersion(): Promise<UpdateInfo> {
      const name = getChannelFilename(this.getCustomChannelName(feed.channel));
      const url = newUrlFromBase(name, this.folder, true);
      const signed = (await this.httpRequest(url)) ?? '';
      const text = believed(signed, feed);
      return parseUpdateInfo(text, name, url);
    }
  }
  return { provider: 'custom', updateProvider: SignedProvider } as unknown as PublishConfiguration;
}

/** The text that the publisher has signed. Throws with the codes above, and where it does not say what a feed has to. */
export function believed(signed: string, { publicKey, now }: Pick<SignedFeed, 'publicKey' | 'now'>): string {
  const parts = signedParts(signed);
  const genuine =
    parts && verify(null, Buffer.from(parts.text), keyOf(publicKey), Buffer.from(parts.signature, 'base64'));
  if (!genuine) throw newError('The update feed is not signed by the publisher of this program', NOT_SIGNED);
  const said = feedSchema.safeParse(parseUpdateInfo(parts.text, 'feed', new URL('file:feed')));
  if (!said.success)
    throw newError('The update feed cannot be understood', 'ERR_UPDATER_INVALID_UPDATE_INFO');
  if (said.data.expires <= now())
    throw newError(`The update feed has counted until ${said.data.expires}`, EXPIRED);
  return parts.text;
}

const keyOf = (raw: string) =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw, 'base64').toString('base64url') },
    format: 'jwk',
  });
