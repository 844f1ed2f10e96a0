import { beforeEach, describe, expect, it } from 'vitest';
import { createNewerVersion, TAKE_OVER, type Workers } from './newer-version.ts';

/** A worker as a page sees it. */
class Worker extends EventTarget {
  readonly heard: unknown[] = [];
  postMessage = (message: unknown) => void this.heard.push(message);
}

/** The browser's side: which worker is in charge, which one is on its way. */
class Browser extends EventTarget {
  controller: Worker | null = null;
  readonly registration = Object.assign(new EventTarget(), {
    installing: null as Worker | null,
    waiting: null as Worker | null,
    asked: 0,
    update: async () => {
      this.registration.asked += 1;
    },
  });
  register = async () => this.registration;

  /** A newer worker is found and loaded. */
  load(): Worker {
    const worker = new Worker();
    this.registration.installing = worker;
    this.registration.dispatchEvent(new Event('updatefound'));
    this.registration.installing = null;
    this.registration.waiting = worker;
    worker.dispatchEvent(new Event('statechange'));
    return worker;
  }

  /** The worker takes charge of the page. */
  charge(worker: Worker): void {
    this.controller = worker;
    this.registration.waiting = null;
    this.dispatchEvent(new Event('controllerchange'));
  }
}

let browser: Browser;
let reloads: number;
let time: number;
beforeEach(() => {
  browser = new Browser();
  reloads = 0;
  time = 0;
});

async function open() {
  const newer = createNewerVersion({
    workers: browser as unknown as Workers,
    script: 'service-worker.js',
    reload: () => {
      reloads += 1;
    },
    now: () => time,
  });
  await newer.start();
  return { ...newer, ready: () => newer.store.getState().ready };
}

describe('newer versions of the browser edition', () => {
  it('are none on a first visit, which ends with the first worker in charge', async () => {
    const { ready } = await open();
    const first = browser.load();
    browser.charge(first);
    expect(ready()).toBe(false);
    expect(reloads).toBe(0);
  });

  it('are told, and open the page anew only when they are taken', async () => {
    browser.controller = new Worker();
    const { ready, take } = await open();
    const newer = browser.load();
    expect(ready()).toBe(true);
    expect([newer.heard, reloads]).toEqual([[], 0]);
    take();
    expect([newer.heard, reloads]).toEqual([[TAKE_OVER], 0]);
    browser.charge(newer);
    expect(reloads).toBe(1);
  });

  it('are told where one was loaded before the page was opened', async () => {
    browser.controller = new Worker();
    browser.registration.waiting = new Worker();
    const { ready } = await open();
    expect(ready()).toBe(true);
  });

  it('leave a page alone that another window’s person has not asked for it', async () => {
    browser.controller = new Worker();
    const { ready, take } = await open();
    browser.charge(new Worker());
    expect([ready(), reloads]).toEqual([true, 0]);
    take();
    expect(reloads).toBe(1);
  });

  it('are asked for at most every half hour', async () => {
    const { look } = await open();
    await look();
    time = 29 * 60_000;
    await look();
    expect(browser.registration.asked).toBe(0);
    time = 30 * 60_000;
    await look();
    await look();
    expect(browser.registration.asked).toBe(1);
  });

  it('are not asked for before there is anything to ask', async () => {
    const newer = createNewerVersion({
      workers: browser as unknown as Workers,
      script: 'service-worker.js',
      reload: () => undefined,
      now: () => time,
    });
    await newer.look();
    expect(browser.registration.asked).toBe(0);
  });
});
