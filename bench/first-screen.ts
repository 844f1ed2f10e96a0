// How long somebody looks at nothing after signing in on a new laptop: until the first row of Today is painted, in the
// browser edition, with a small and with a large history.
import { join } from 'node:path';
import { ROOT } from '../scripts/run.mjs';
import type { Bench } from './harness/bench.ts';
import { openDevice, type PageApi } from './harness/device.ts';
import type { Contender, Figure, Samples } from './harness/figure.ts';
import { until } from './harness/within.ts';
import type { Name } from './server/people.ts';

const MOST_MS = 120_000;

export const firstScreen: Figure = {
  id: 'first-screen',
  title: 'first screen',
  limit_minutes: 20,
  measures: [
    measure('small', 'first row of Today, the usual history'),
    measure('large', 'first row of Today, the large history'),
    { ...measure('small_answered', 'the same since the sign-in was answered, usual'), targets: [] },
    { ...measure('large_answered', 'the same since the sign-in was answered, large'), targets: [] },
  ],
  contenders: (bench) => [ours(bench)],
};

function measure(id: string, title: string) {
  return { id, title, unit: 's', statistic: 'median', targets: [{ most: 1 }] } as const;
}

function ours(bench: Bench): Contender {
  return {
    name: 'callbook',
    kind: 'ours',
    run: async (): Promise<Samples> => {
      const small = await firstRow(bench, 'sync');
      const large = await firstRow(bench, 'large');
      return {
        small: [small.since_click],
        large: [large.since_click],
        small_answered: [small.since_answer],
        large_answered: [large.since_answer],
      };
    },
  };
}

/** Seconds from the click, and from the answer to the sign-in. */
async function firstRow(bench: Bench, name: Name): Promise<{ since_click: number; since_answer: number }> {
  const { url, people } = await bench.ours();
  const device = await openDevice<PageApi>('about:blank');
  try {
    const { page } = device;
    await page.addInitScript({ path: join(ROOT, 'bench/page/first-row.js') });
    await page.goto(`${url}/app/`);
    await page.getByLabel('E-mail').fill(people[name].email);
    await page.getByLabel('Password', { exact: true }).fill(people[name].password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const seen = () => page.evaluate(() => window.firstRow ?? null);
    await until(MOST_MS, 'the first row of Today', async () => (await seen()) !== null);
    const times = await seen();
    if (!times) throw new Error('the first row has gone again');
    return {
      since_click: (times.painted - times.clicked) / 1000,
      since_answer: (times.painted - times.answered) / 1000,
    };
  } finally {
    await device.close();
  }
}

declare global {
  interface Window {
    /** What page/first-row.js leaves in the page; milliseconds since its loading. */
    firstRow?: { clicked: number; answered: number; painted: number };
  }
}
