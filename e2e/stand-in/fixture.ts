// The specs of the stand-in itself run it on a small app of its own, so that they hold whatever the real app does.
import { join } from 'node:path';
import { test as base, type Desktop, expect, type LaunchOptions } from '../fixtures/desktop.ts';

export { expect };

const appPath = join(import.meta.dirname, 'fixture-app');

/** What fixture-app/preload.cjs exposes. */
export type Desk = {
  requireError: string;
  echo(value: unknown): Promise<unknown>;
  fail(): Promise<void>;
  missing(): Promise<void>;
  sender(): Promise<{ origin: string; isMain: boolean }>;
  seal(text: string): Promise<void>;
  open(): Promise<string | null>;
  onNews(listener: (news: string) => void): () => void;
};

/** What fixture-app/main.js notes down. */
export type Seen = {
  aborted: string[];
  started: string[];
  requests: { url: string; method: string; headers: Record<string, string> }[];
};

declare global {
  var desk: Desk;
  var seen: Seen;
  var secondStart: string[] | undefined;
}

type Fixtures = { launchFixture: (options?: LaunchOptions) => Promise<Desktop>; desktop: Desktop };

export const test = base.extend<Fixtures>({
  launchFixture: async ({ launch }, use) => {
    await use(async (options) => {
      const desktop = await launch({ appPath, ...options });
      await expect(desktop.page.getByRole('status', { name: 'Notes' })).toHaveText(/notes/);
      return desktop;
    });
  },
  desktop: async ({ launchFixture }, use) => use(await launchFixture()),
});

/** What the main process has noted down so far. */
export const seenBy = (desktop: Desktop): Promise<Seen> => desktop.app.evaluate(() => globalThis.seen);
