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

const headings = () =>
  [...document.querySelectorAll('th[scope=col]')].flatMap((cell) => cell.textContent || []);
const names = () => [...document.querySelectorAll('tr[data-lead-id] a')].map((link) => link.textContent);
const box = (name: string) => page.getByRole('dialog').getByRole('checkbox', { name, exact: true });

const seed = {
  leads: [
    aLead({ name: 'Alder', city: 'Porto', custom: { shoe: 44 } }),
    aLead({ name: 'Birch', city: 'Bremen', custom: { shoe: 38 } }),
    aLead({ name: 'Cedar', city: 'Lund' }),
  ],
};
const settings = {
  custom_fields: [
    { key: 'shoe', label: 'Shoe size', type: 'number' as const, required: false, options: null },
  ],
};

test('columns are chosen and moved by keys, own fields among them, and stand in the address', async () => {
  const { router } = await open({ at: '/leads?cols=["state","city"]', seed, settings });
  await expect.poll(headings).toEqual(['Lead', 'State', 'City']);
  await userEvent.keyboard('{Shift>}c{/Shift}');
  await box('Shoe size').click();
  await expect.poll(headings).toEqual(['Lead', 'State', 'City', 'Shoe size']);
  await userEvent.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}');
  await expect.poll(headings).toEqual(['Lead', 'Shoe size', 'State', 'City']);
  await box('State').click();
  await expect.poll(headings).toEqual(['Lead', 'Shoe size', 'City']);
  expect(router.state.location.search).toMatchObject({ cols: ['custom.shoe', 'city'] });
  await page.getByRole('button', { name: 'The usual columns' }).click();
  await expect.poll(headings).toContain('Next due');
});

test('buttons move a column by the mouse', async () => {
  await open({ at: '/leads?cols=["state","city"]', seed });
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'Move City to the front' }).click();
  await expect.poll(headings).toEqual(['Lead', 'City', 'State']);
});

test('the list is put in order by an own field and by a city; who has none stands last', async () => {
  await open({ at: '/leads?cols=["city","custom.shoe"]', seed, settings });
  await page.getByRole('button', { name: 'Shoe size', exact: true }).click();
  await expect.poll(names).toEqual(['Birch', 'Alder', 'Cedar']);
  await page.getByRole('button', { name: 'Shoe size', exact: true }).click();
  await expect.poll(names).toEqual(['Alder', 'Birch', 'Cedar']);
  await page.getByRole('button', { name: 'City', exact: true }).click();
  await expect.poll(names).toEqual(['Birch', 'Cedar', 'Alder']);
});

test('more columns than the window holds are scrolled to, with the heading above its column', async () => {
  await page.viewport(1024, 700);
  const cols = [
    'state',
    'tier',
    'due',
    'clock',
    'last',
    'phone',
    'status',
    'email',
    'company',
    'city',
    'tags',
  ];
  await open({ at: `/leads?cols=${JSON.stringify(cols)}`, seed });
  await expect.poll(names).toHaveLength(3);
  const scroller = page.getByRole('grid', { name: 'Leads', exact: true }).element();
  expect(scroller.scrollWidth).toBeGreaterThan(scroller.clientWidth);
  const left = (cell: Element | undefined) => Math.round(cell?.getBoundingClientRect().left ?? -1);
  const head = [...document.querySelectorAll('th[scope=col]')].at(-1);
  const cell = [...document.querySelectorAll('tr[data-lead-id]:first-of-type td')].at(-1);
  expect(left(head)).toBe(left(cell));
});
