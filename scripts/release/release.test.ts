// From a folder of installers to a laptop: the publisher's commands, the real server, and electron-updater's own code.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBlockMap } from 'app-builder-lib/out/targets/blockmap/blockmap.js';
import {
  configureRequestOptions,
  configureRequestUrl,
  type DownloadOptions,
  HttpExecutor,
  type RequestHeaders,
} from 'builder-util-runtime';
import { AppImageUpdater, type AppUpdater } from 'electron-updater';
import { dump } from 'js-yaml';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createUpdates } from '../../electron/main/updates/updates.ts';
import { PASSWORD } from '../../sync-server/testing/test-people.ts';
import { startTestServer, type TestServer } from '../../sync-server/testing/test-server.ts';
import { publishFolder, renewReleases } from './publish-folder.ts';
import { makeKey, publicKeyOf, readKey } from './release-key.ts';
import { openReleaseServer } from './server-of-releases.ts';
import { signFeed } from './sign-feed.ts';

const MB = 1_048_576;
const NOW = '2026-03-09T10:00:00.000Z';
const EXPIRES = '2026-06-01T00:00:00.000Z';

/** electron-updater's requests over Node's own HTTP, since there is no Electron here; it notes what was asked for. */
class NodeRequests extends HttpExecutor<http.ClientRequest> {
  readonly ranges: string[] = [];

  createRequest(options: http.RequestOptions, callback: (response: http.IncomingMessage) => void) {
    const headers = options.headers as RequestHeaders | undefined;
    const range = headers?.['range'] ?? headers?.['Range'];
    if (range !== undefined) this.ranges.push(String(range));
    return http.request(options, callback);
  }

  async download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const request: http.RequestOptions = { headers: options.headers ?? {} };
      configureRequestUrl(url, request as never);
      configureRequestOptions(request as never);
      this.doDownload(
        request as never,
        {
          destination,
          options,
          onCancel,
          responseHandler: null,
          callback: (fault) => (fault == null ? resolve(destination) : reject(fault)),
        },
        0,
      );
    });
  }
}

let folder: string;
let keyPath: string;
let publicKey: string;
/** Installing starts the new file: this one is a script that ends at once, whatever comes after. */
const common = Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), randomBytes(3 * MB)]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callbook-release-'));
  keyPath = join(folder, 'key.pem');
  publicKey = await makeKey(keyPath);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder as electron-builder leaves it: an AppImage with its block map inside, and its feed. */
async function build(
  version: string,
  more: Record<string, unknown> = {},
): Promise<{ dir: string; path: string }> {
  const dir = await mkdtemp(join(folder, 'dist-'));
  const name = `Callbook-${version}.AppImage`;
  const path = join(dir, name);
  await writeFile(path, common);
  await appendFile(path, `version ${version}`);
  const { size, sha512, blockMapSize } = await buildBlockMap(path, 'deflate');
  const files = [{ url: name, sha512, size, blockMapSize }];
  const feed = { version, files, path: name, sha512, releaseDate: NOW, stagingPercentage: 1, ...more };
  await writeFile(join(dir, 'latest-linux.yml'), dump(feed));
  return { dir, path };
}

const filesIn = async (dir: string): Promise<string[]> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
};

describe('a release', () => {
  let server: TestServer;
  let address: string;
  let job: Parameters<typeof publishFolder>[2];
  let said: string[];
  beforeEach(async () => {
    server = await startTestServer({ env: { UPDATE_PUBLIC_KEY: publicKey } });
    address = await server.listen();
    said = [];
    const releases = await openReleaseServer(address, {
      email: server.actors.admin.email,
      password: PASSWORD,
    });
    job = {
      server: releases,
      key: await readKey(keyPath),
      terms: { expires: EXPIRES, notes: 'Calls are found faster.' },
      say: (line) => void said.push(line),
    };
  });
  afterEach(() => server.close());

  const publish = async (version: string, rollout = 100) => {
    const built = await build(version);
    await publishFolder(built.dir, rollout, job);
    return built;
  };

  /** A laptop that runs this version, from this file. */
  async function laptop(
    version: string,
    {
      file,
      now = NOW,
      key = publicKey,
      download = 'auto' as 'auto' | 'ask',
    }: { file?: string; now?: string; key?: string; download?: 'auto' | 'ask' } = {},
  ) {
    const home = await mkdtemp(join(folder, 'home-'));
    const config = join(home, 'app-update.yml');
    await writeFile(
      config,
      dump({ provider: 'generic', url: address, updaterCacheDirName: 'callbook-updater' }),
    );
    const image = join(home, 'Callbook.AppImage');
    await writeFile(image, file === undefined ? 'old' : await readFile(file));
    process.env['APPIMAGE'] = image;
    const adapter = {
      ...{ version, name: 'Callbook', isPackaged: true, appUpdateConfigPath: config },
      ...{ userDataPath: home, baseCachePath: home, whenReady: async () => undefined },
      ...{ relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined },
    };
    const updater: AppUpdater = new AppImageUpdater(null, adapter as never);
    updater.logger = null;
    const requests = new NodeRequests();
    Object.assign(updater, { httpExecutor: requests });
    const states: string[] = [];
    const updates = createUpdates({
      ...{ updater, publicKey: key, server: () => address, download, now: () => now },
      changed: () => {
        const { status } = updates.state();
        if (states.at(-1) !== status) states.push(status);
      },
      warn: () => undefined,
    });
    return { updates, updater, states, requests, image, home };
  }

  it('is signed, sent and rolled out; a laptop finds, checks, loads and installs it', async () => {
    const { path } = await publish('1.1.0');
    expect(said).toEqual([
      'sending Callbook-1.1.0.AppImage (4 MB)',
      'published 1.1.0 on latest for linux, for 100 of 100 laptops',
    ]);
    const { updates, updater, states, image } = await laptop('1.0.0');
    await updates.check();
    expect(updates.state()).toEqual({
      ...{ status: 'ready', version: '1.1.0', notes: 'Calls are found faster.', percent: null },
      ...{ checked_at: NOW, problem: null, download: 'auto' },
    });
    expect(states).toEqual(['checking', 'waiting', 'downloading', 'ready']);
    (updater as AppImageUpdater & { install(silent: boolean, run: boolean): boolean }).install(true, false);
    expect((await readFile(image)).equals(await readFile(path))).toBe(true);
  });

  it('is loaded in the parts alone that have changed', async () => {
    const { path } = await publish('1.1.0');
    await publish('1.2.0');
    const { updates, requests } = await laptop('1.1.0', { file: path });
    await updates.check();
    expect(updates.state()).toMatchObject({ status: 'ready', version: '1.2.0' });
    const bytes = requests.ranges.map((range) => {
      const [, first = 0, last = 0] = /(\d+)-(\d+)/.exec(range) ?? [];
      return Number(last) - Number(first) + 1;
    });
    expect(requests.ranges.length).toBeGreaterThan(0);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(common.length / 4);
  });

  it('is not offered to a laptop that runs it, or a newer one', async () => {
    await publish('1.1.0');
    for (const version of ['1.1.0', '2.0.0']) {
      const { updates } = await laptop(version);
      await updates.check();
      expect(updates.state()).toMatchObject({ status: 'current', version: null, checked_at: NOW });
    }
  });

  it('is refused by a laptop where its file is not as it was made, and nothing is kept of it', async () => {
    const { path } = await publish('1.1.0');
    const [stored = ''] = await filesIn(join(server.deps.config.DATA_DIR, 'files'));
    const bytes = await readFile(stored);
    expect(bytes.equals(await readFile(path))).toBe(true);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(stored, bytes);
    const { updates, updater, home } = await laptop('1.0.0');
    await updates.check();
    expect(updates.state()).toMatchObject({ status: 'failed', problem: 'damaged' });
    updates.install();
    expect((await filesIn(home)).filter((name) => name.endsWith('Callbook-1.1.0.AppImage'))).toEqual([]);
    expect(updater.listenerCount('download-progress')).toBe(0);
  });

  it('is refused by a laptop of another publisher, and where its word has ended; it works on and says so', async () => {
    await publish('1.1.0');
    const { publicKey: other } = generateKeyPairSync('ed25519');
    const foreign = Buffer.from(other.export({ format: 'jwk' }).x ?? '', 'base64url').toString('base64');
    const of = async (given: Parameters<typeof laptop>[1]) => {
      const { updates } = await laptop('1.0.0', given);
      await updates.check();
      return updates.state();
    };
    expect(await of({ key: foreign })).toMatchObject({
      status: 'failed',
      problem: 'not_signed',
      version: null,
    });
    expect(await of({ now: '2026-06-02T00:00:00.000Z' })).toMatchObject({
      status: 'failed',
      problem: 'expired',
    });
  });

  it('is renewed, and counts longer', async () => {
    await publish('1.1.0');
    const later = { ...job, terms: { expires: '2026-09-01T00:00:00.000Z' } };
    expect(await renewReleases(later)).toBe(1);
    const { updates } = await laptop('1.0.0', { now: '2026-06-02T00:00:00.000Z' });
    await updates.check();
    expect(updates.state()).toMatchObject({ status: 'ready', notes: 'Calls are found faster.' });
  });

  it('waits to be loaded where the person wants to be asked, or the link is to be spared', async () => {
    await publish('1.1.0');
    for (const spare of [false, true]) {
      const { updates, states } = await laptop('1.0.0', { download: spare ? 'auto' : 'ask' });
      updates.noteLink(spare);
      await updates.check();
      expect(updates.state()).toMatchObject({ status: 'waiting', version: '1.1.0' });
      updates.install();
      await updates.download();
      expect(updates.state().status).toBe('ready');
      expect(states).toEqual(['checking', 'waiting', 'downloading', 'ready']);
    }
  });

  it('reaches the laptops of its rollout only', async () => {
    await publish('1.1.0', 0);
    const { updates } = await laptop('1.0.0');
    await updates.check();
    expect(updates.state().status).toBe('current');
  });

  it('is asked about in vain without a server, or before the first one, and that breaks nothing', async () => {
    const { updates } = await laptop('1.0.0');
    await updates.check();
    expect(updates.state()).toMatchObject({ status: 'current', problem: null });
    address = 'http://127.0.0.1:9';
    await updates.check();
    expect(updates.state()).toMatchObject({ status: 'failed', problem: 'unreachable' });
  });

  it('is not published from a folder whose files are not those of its feed', async () => {
    const { dir, path } = await build('1.1.0');
    await appendFile(path, 'more');
    await expect(publishFolder(dir, 100, job)).rejects.toThrow(/is not the file that the feed names/);
    expect(await job.server.list()).toEqual([]);
    await expect(publishFolder(folder, 100, job)).rejects.toThrow(/holds no feed/);
  });
});

describe('a feed', () => {
  it('is signed with its end and its notes, and without the share that the server moves', async () => {
    const { dir } = await build('1.1.0');
    const signed = signFeed(await readFile(join(dir, 'latest-linux.yml'), 'utf8'), await readKey(keyPath), {
      expires: EXPIRES,
    });
    expect(signed).toContain(EXPIRES);
    expect(signed).not.toContain('stagingPercentage');
    expect(publicKeyOf(await readKey(keyPath))).toBe(publicKey);
  });

  it('is not signed where it does not say what it has to', async () => {
    const key = await readKey(keyPath);
    expect(() => signFeed('version: one', key, { expires: EXPIRES })).toThrow(/version must be a version/);
    expect(() => signFeed('[', key, { expires: EXPIRES })).toThrow();
  });

  it('has a key that is never written over', async () => {
    await expect(makeKey(keyPath)).rejects.toThrow(/EEXIST/);
  });
});
