import { MantineProvider } from '@mantine/core';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import type { RhythmLine } from '#domain/performance/rhythm-line.ts';
import { MonthBars, monthSentence } from './month-bars.tsx';
import { lastMonths } from './month-values.ts';
import { RhythmChart, rhythmSentence } from './rhythm-chart.tsx';

const LINE: RhythmLine = {
  days: [
    { on: '2026-02-20', net_minor: 10_000n },
    { on: '2026-02-27', net_minor: 40_000n },
  ],
  expected_on: '2026-03-06',
  late_on: '2026-03-08',
  silent_on: '2026-03-14',
  today: '2026-03-02',
};
const MONTHS = [
  { from_on: '2026-01-01', net_minor: 600_000 },
  { from_on: '2026-02-01', net_minor: 300_000 },
  { from_on: '2026-03-01', net_minor: 120_000 },
];

let unmount: () => Promise<void> = async () => undefined;
afterEach(() => unmount());
async function draw(chart: React.ReactNode) {
  const screen = await render(<MantineProvider>{chart}</MantineProvider>);
  unmount = screen.unmount;
}

it('says the rhythm in a sentence', () => {
  expect(rhythmSentence(LINE)).toBe(
    '2 order days from Fri 20 Feb to Fri 27 Feb; the next is expected Fri, late from Sun on, silent from Sat 14 Mar on.',
  );
  expect(rhythmSentence({ ...LINE, today: '2026-03-20' })).toContain('the next was expected Fri 6 Mar');
  expect(rhythmSentence({ ...LINE, days: LINE.days.slice(1), expected_on: null })).toBe(
    'One order day, Fri 27 Feb; none is expected.',
  );
});

it('says the months in a sentence, with the target where there is one', () => {
  expect(monthSentence({ months: MONTHS, target_minor: 500_000, currency: 'EUR' })).toBe(
    'Mar 2026 so far 1,200 EUR of a target of 5,000 EUR; 1 of the 2 months before reached it.',
  );
  expect(monthSentence({ months: MONTHS, target_minor: null, currency: 'EUR' })).toBe(
    'Mar 2026 so far 1,200 EUR; most in Jan 2026, 6,000 EUR.',
  );
});

it('draws the rhythm as an image with its sentence, and as a table on demand', async () => {
  await draw(<RhythmChart line={LINE} currency="EUR" />);
  const image = page.getByRole('img', { name: rhythmSentence(LINE) });
  await expect.element(image).toBeVisible();
  const circles = [...image.element().querySelectorAll('circle')];
  expect(circles).toHaveLength(3);
  const [expected, small, large] = circles.map((circle) => Number(circle.getAttribute('cx')));
  expect(small).toBeLessThan(large ?? 0);
  expect(large).toBeLessThan(expected ?? 0);
  await page.getByRole('button', { name: 'As a table' }).click();
  await expect.element(page.getByRole('row', { name: 'Fri 27 Feb 400 EUR 7' })).toBeVisible();
  await expect.element(image).not.toBeInTheDocument();
});

it('draws a bar for each month, none above the drawing, and the target as a line', async () => {
  await draw(<MonthBars months={MONTHS} target_minor={900_000} currency="EUR" />);
  const image = page.getByRole('img', { name: /^Mar 2026 so far/ }).element();
  const tops = [...image.querySelectorAll('rect')].map((bar) => Number(bar.getAttribute('y')));
  expect(tops).toHaveLength(3);
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  const target = [...image.querySelectorAll('line')].at(-1);
  expect(Number(target?.getAttribute('y1'))).toBeLessThan(Math.min(...tops));
  expect(Math.min(...tops)).toBeGreaterThanOrEqual(0);
  await page.getByRole('button', { name: 'As a table' }).click();
  await expect.element(page.getByRole('row', { name: 'Jan 2026 6,000 EUR 66 %' })).toBeVisible();
});

it('works the months out once for the same orders, and again for another day', () => {
  const trade = {
    time_zone: 'UTC',
    orders: [
      {
        ...{ id: 'a', type: 'ORDER' as const, amount_minor: 100, currency: 'EUR', voided_at: null },
        occurred_at: '2026-03-01T10:00:00.000Z',
      },
    ],
  };
  const settings = { currency: 'EUR', rates: [] };
  const months = lastMonths(trade, '2026-03-02', settings);
  expect(months).toHaveLength(12);
  expect(months.at(-1)).toEqual({ from_on: '2026-03-01', net_minor: 100 });
  expect(lastMonths(trade, '2026-03-02', settings)).toBe(months);
  expect(lastMonths(trade, '2026-04-02', settings).at(-1)).toEqual({ from_on: '2026-04-01', net_minor: 0 });
});
