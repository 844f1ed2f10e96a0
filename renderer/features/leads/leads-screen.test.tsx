import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aLead } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = async () => undefined;
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  return () => close();
});

async function open(options: Parameters<typeof openStage>[0]) {
  const stage = await openStage(options);
  close = stage.close;
  return stage;
}

const grid = () => page.getByRole('grid', { name: 'Leads' });
const rows = () => document.querySelectorAll('[data-lead-id]');
const selected = () => document.querySelector('tr[aria-selected="true"] a')?.textContent;

test('ten thousand leads are drawn as a window, and a letter typed finds at once', async () => {
  const leads = Array.from({ length: 10_000 }, (_, at) =>
    aLead({ name: `Kiosk ${String(at).padStart(5, '0')}`, city: at % 100 === 0 ? 'Porto' : 'Bremen' }),
  );
  await open({ at: '/leads', seed: { leads } });
  await expect.element(grid()).toBeInTheDocument();
  await expect.element(page.getByRole('status', { name: 'Count' })).toHaveTextContent('10,000');
  expect(rows().length).toBeLessThan(60);
  await userEvent.keyboard('/');
  await userEvent.keyboard('porto');
  await expect.element(page.getByRole('status', { name: 'Count' })).toHaveTextContent('100 of 10,000');
  expect(rows().length).toBeLessThan(60);
}, 120_000);
