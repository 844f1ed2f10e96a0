// The customers on a real replica. It is Monday 2 March 2026.
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { customerOfWonLead } from '#domain/customer/customer.ts';
import { aCustomer, aLead, aMetric, anOrder } from '#domain/testing/builders.ts';
import { bareDesktop } from '../../testing/bare-desktop.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = async () => undefined;
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  return async () => {
    await close();
    Reflect.deleteProperty(window, 'callbook');
  };
});

/** A won lead with its customer, and its orders as day and minor units. */
function won(name: string, orders: [on: string, minor: number][], more: Parameters<typeof aLead>[0] = {}) {
  const lead = aLead({ name, state: 'WON', city: 'Berlin', ...more, won_at: '2025-06-01T09:00:00.000Z' });
  return {
    lead,
    customer: customerOfWonLead({ ...lead, won_at: '2025-06-01T09:00:00.000Z' }),
    orders: orders.map(([on, amount_minor]) =>
      anOrder({ lead_id: lead.id, occurred_at: `${on}T10:00:00.000Z`, amount_minor }),
    ),
  };
}

async function open(all: ReturnType<typeof won>[], more: Parameters<typeof openStage>[0]['seed'] = {}) {
  const stage = await openStage({
    at: '/customers',
    seed: {
      leads: all.map(({ lead }) => lead),
      interactions: all.flatMap(({ orders }) => orders),
      ...more,
      customers: [...all.map(({ customer }) => customer), ...(more.customers ?? [])],
    },
  });
  close = stage.close;
  await expect.element(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  return stage;
}

const rows = () => [...document.querySelectorAll('tr[data-customer-id]')];
const names = () => rows().map((row) => row.querySelector('td > span')?.textContent);
const line = (name: string) => page.getByRole('row', { name: new RegExp(name) });
const count = () => page.getByRole('status', { name: 'Count' });
const selected = () => document.querySelector('tr[aria-selected="true"] td > span')?.textContent;

test('shows since when, how the account does, the last order, and this month against its target', async () => {
  const alder = won('Alder', [
    ['2026-03-01', 120_000],
    ['2026-02-20', 50_000],
  ]);
  await open([alder], { metrics: [aMetric({ lead_id: alder.lead.id, monthly_target_minor: 480_000 })] });
  for (const words of ['1 Jun 2025', 'Under', 'yesterday', '1,200 EUR', '25 % of 4,800 EUR'])
    await expect.element(line('Alder')).toHaveTextContent(words);
});

test('a customer without a lead is listed, and says that there is no history', async () => {
  await open([], { customers: [aCustomer({ name: 'Lone Trader', lead_id: null, since_on: '2026-01-05' })] });
  await expect.element(line('Lone Trader')).toHaveTextContent('No lead');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(page.getByRole('status', { name: 'Last action' }))
    .toHaveTextContent('Lone Trader has no lead on this computer, so there is no history to show.');
});

test('columns put the rows in order, either way, and those without the value stand last', async () => {
  const [alder, birch] = [won('Alder', [['2026-03-01', 100]]), won('Birch', [['2026-03-01', 900]])];
  await open([alder, birch], { customers: [aCustomer({ name: 'Cedar', lead_id: null })] });
  await expect.poll(names).toEqual(['Alder', 'Birch', 'Cedar']);
  await page.getByRole('button', { name: 'This month' }).click();
  await expect.poll(names).toEqual(['Birch', 'Alder', 'Cedar']);
  await expect
    .element(page.getByRole('columnheader', { name: 'This month' }))
    .toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'This month' }).click();
  await expect.poll(names).toEqual(['Alder', 'Birch', 'Cedar']);
});

test('the keyboard searches, moves and opens the lead of a customer', async () => {
  await open([won('Alder', []), won('Birch', [], { city: 'Köln' }), won('Cedar', [], { city: 'Köln' })]);
  await expect.poll(selected).toBe('Alder');
  await userEvent.keyboard('/');
  await userEvent.keyboard('koln');
  await expect.element(count()).toHaveTextContent('2 of 3');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(selected).toBe('Cedar');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { level: 1, name: 'Cedar' })).toBeVisible();
});

test('what is listed is saved as a file in which no cell is a formula', async () => {
  const files: { name: string; text: string }[] = [];
  window.callbook = {
    ...bareDesktop,
    saveFile: async (file, bytes) => {
      files.push({ name: file, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) });
      return true;
    },
  };
  const evil = won('=cmd()', [['2026-03-01', 120_050]]);
  await open([evil, won('Alder', [])]);
  await expect.poll(selected).toBe('=cmd()');
  await userEvent.keyboard('/');
  await userEvent.keyboard('cmd');
  await expect.element(count()).toHaveTextContent('1 of 2');
  await userEvent.keyboard('{Control>}e{/Control}');
  await expect.poll(() => files.length).toBe(1);
  const [head, row, ...rest] = files[0]?.text.split('\r\n') ?? [];
  expect(files[0]?.name).toBe('customers-2026-03-02.csv');
  expect(head).toBe(
    '\uFEFFcustomer_id,lead_id,name,company,city,since_on,standing,last_order_on,this_month,monthly_target,currency',
  );
  expect(row).toBe(
    `${evil.customer.id},${evil.lead.id},'=cmd(),,Berlin,2025-06-01,New account,2026-03-01,1200.5,,EUR`,
  );
  expect(rest).toEqual(['']);
});

test('of three thousand customers a window is drawn, and the last one is reached by a key', async () => {
  const customers = Array.from({ length: 3000 }, (_, at) =>
    aCustomer({ name: `Kiosk ${String(at).padStart(4, '0')}`, lead_id: null }),
  );
  await open([], { customers });
  await expect.element(count()).toHaveTextContent('3,000');
  expect(rows().length).toBeLessThan(60);
  await userEvent.keyboard('{End}');
  await expect.poll(selected).toBe('Kiosk 2999');
  expect(rows().length).toBeLessThan(60);
}, 120_000);

test('a lead that is won appears, and without customers the screen says how one comes to be', async () => {
  const lead = aLead({ name: 'Alder', assignee_id: null });
  const { replica } = await open([], { leads: [lead] });
  await expect.element(page.getByText('No customers yet')).toBeVisible();
  expect((await replica.acts.moveLead(lead.id, 'WON')).ok).toBe(true);
  await expect.element(line('Alder')).toBeVisible();
});
