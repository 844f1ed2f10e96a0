// The end of the day on a real replica. It is Monday 2 March 2026, 13:00 in Berlin.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aCallback, aLead, anOrder } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';
import { leftWords } from './end-of-day-dialog.tsx';

const ALWAYS = { '1': [['00:00', '24:00']] as [string, string][] };
let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

const lead = (name: string) => aLead({ name, call_hours: ALWAYS });
const late = (lead_id: string) => aCall({ lead_id, occurred_at: '2026-02-16T10:00:00.000Z' });

async function open() {
  const [alder, birch, promised, done] = [lead('Alder'), lead('Birch'), lead('Promised'), lead('Done')];
  const user = { id: '01890000-0000-7000-8000-00000000000a' };
  const mine = { lead_id: done.id, created_by: user.id };
  const call = aCall({ ...mine, occurred_at: '2026-03-02T09:00:00.000Z' });
  const stage = await openStage({
    at: '/today',
    user,
    seed: {
      leads: [alder, birch, promised, done],
      interactions: [
        ...[alder, birch, promised].map(({ id }) => late(id)),
        call,
        aCall({ ...mine, outcome: 'NO_ANSWER', occurred_at: '2026-03-02T08:00:00.000Z' }),
        aCall({ ...mine, occurred_at: '2026-03-02T10:00:00.000Z' }),
        anOrder({ ...mine, call_id: call.id, occurred_at: '2026-03-02T09:00:00.000Z', amount_minor: 12_000 }),
        aCall({ lead_id: done.id, occurred_at: '2026-03-02T11:00:00.000Z' }),
        aCall({ ...mine, occurred_at: '2026-03-01T22:30:00.000Z' }),
      ],
      plan_events: [
        aCallback({
          lead_id: promised.id,
          until: '2026-03-02T11:00:00.000Z',
          occurred_at: '2026-03-01T09:00:00.000Z',
        }),
      ],
    },
  });
  close = stage.close;
  await expect.poll(listed).toHaveLength(3);
  return { ...stage, alder, birch, promised };
}

const listed = () =>
  [...document.querySelectorAll('[role=listbox][aria-label=Today] [role=option]')].map((row) =>
    row.getAttribute('data-lead-id'),
  );
const dialog = () => page.getByRole('dialog', { name: 'End of the day' });
const said = () => page.getByRole('status', { name: 'Last action' });

it('E says what the day came to: calls made and reached, strike rate, overdue left', async () => {
  await open();
  await userEvent.keyboard('e');
  await expect.element(dialog()).toHaveTextContent('Calls made3');
  await expect.element(dialog()).toHaveTextContent('Reached2');
  await expect.element(dialog()).toHaveTextContent('Strike rate50 %1 of 2 with an order');
  await expect.element(dialog()).toHaveTextContent('Overdue left3');
  await expect.element(dialog()).toHaveTextContent('Orders of 120 EUR.');
  await expect.element(dialog()).toHaveTextContent('3 are still open');
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog()).not.toBeInTheDocument();
  await expect.element(page.getByRole('listbox', { name: 'Today' })).toHaveFocus();
});

it('puts all that is open off by one act, but for what was promised, and one Undo brings it back', async () => {
  const { promised, replica } = await open();
  await userEvent.keyboard('e');
  await expect.element(page.getByRole('button', { name: 'Snooze 2 until Tue 3 Mar' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(listed).toEqual([promised.id]);
  await expect.element(said()).toHaveTextContent('2 leads put aside until Tue 3 Mar 2026.');
  expect(replica.desk.today().queue).toHaveLength(1);
  await expect.element(page.getByRole('listbox', { name: 'Today' })).toHaveFocus();
  await userEvent.keyboard('u');
  await expect.poll(listed).toHaveLength(3);
});

it('takes two clicks, for next week too', async () => {
  const { promised } = await open();
  await page.getByRole('button', { name: 'End of day' }).click();
  await page.getByRole('button', { name: 'Until Mon 9 Mar' }).click();
  await expect.poll(listed).toEqual([promised.id]);
  await expect.element(said()).toHaveTextContent('2 leads put aside until Mon 9 Mar 2026.');
});

it('says what is left in words', () => {
  const rows = (count: number) => ({ open: Array.from({ length: count }) as never[] });
  expect(leftWords({ ...rows(0), promised: 0, fresh: 0 })).toBe('Nothing is left open.');
  expect(leftWords({ ...rows(1), promised: 1, fresh: 2 })).toBe(
    '1 is still open and rolls over to tomorrow by itself, or can be snoozed together. 1 promised callback stays as promised. 2 new leads wait for an answer.',
  );
});
