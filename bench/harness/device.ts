// One laptop: a Chromium with a profile of its own on the disk (a private window would keep IndexedDB in memory alone).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { browserPath } from '../../scripts/find-browser.mjs';
import { within } from './within.ts';

/** Functions that a page offers under window.bench: one argument, a promise. */
export type PageApi = Record<string, (argument: never) => Promise<unknown>>;

export interface Device<Api extends PageApi> {
  page: Page;
  /** Calls a function of the page; limited in time. */
  call<Name extends keyof Api & string>(
    name: Name,
    ...argument: Parameters<Api[Name]>
  ): Promise<Awaited<ReturnType<Api[Name]>>>;
  goOffline(offline: boolean): Promise<void>;
  /** Bytes of JavaScript objects in use, garbage that is not collected yet included. */
  heap(): Promise<number>;
  collectGarbage(): Promise<void>;
  close(): Promise<void>;
}

const CALL_MS = 15 * 60_000;

/** Starts the browser with an empty profile and opens the address. */
export async function openDevice<Api extends PageApi>(url: string): Promise<Device<Api>> {
  const executablePath = browserPath();
  if (executablePath === null) throw new Error('there is no Chromium');
  const profile = await mkdtemp(join(tmpdir(), 'callbook-bench-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    handleSIGINT: false,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-timer-throttling'],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(CALL_MS);
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(url);
  const metrics = await context.newCDPSession(page);
  await metrics.send('Performance.enable');
  return {
    page,
    call: async (name, ...[argument]) => {
      const answer = page.evaluate(callInPage, [name, argument] as const);
      try {
        return (await within(CALL_MS, name, answer)) as never;
      } catch (fault) {
        throw new Error([String(fault), ...troubles].join('\n'), { cause: fault });
      }
    },
    goOffline: (offline) => context.setOffline(offline),
    heap: () => heapOf(metrics),
    collectGarbage: async () => void (await metrics.send('HeapProfiler.collectGarbage')),
    close: () => close(context, profile),
  };
}

declare global {
  interface Window {
    /** What a page of the bench offers. */
    bench?: PageApi;
  }
}

function callInPage([name, argument]: readonly [string, unknown]): Promise<unknown> {
  const offered = window.bench?.[name];
  if (!offered) throw new Error(`the page offers no ${name}`);
  return offered(argument as never);
}

async function heapOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}

async function close(context: BrowserContext, profile: string): Promise<void> {
  await context.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
