// A handover as both sides see it. It is Monday 2 March 2026, 13:00 in Berlin.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { aCall, aLead, aUser } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

const me = aUser();
const days = { from_on: '2026-03-02', to_on: '2026-03-06' };
const jonas = aUser({ name: 'Jonas', handover: { to_id: me.id, ...days } });
const always = { '1': [['00:00', '24:00']] as [string, string][] };
const leads = [
  aLead({ name: 'Alder', assignee_id: me.id, call_hours: always }),
  aLead({ name: 'Birch', city: 'Kiel', assignee_id: jonas.id, call_hours: always }),
];
const interactions = leads.map((lead) =>
  aCall({ lead_id: lead.id, occurred_at: '2026-02-16T10:00:00.000Z' }),
);

describe('while I cover for a colleague', () => {
  it('Today says so, and whose each of the calls is', async () => {
    ({ close } = await openStage({
      at: '/today',
      user: me,
      seed: { users: [jonas], leads, interactions },
    }));
    const note = page.getByRole('note', { name: 'Cover' });
    await expect.element(note).toHaveTextContent('You cover for Jonas until Fri 6 Mar.');
    const birch = page.getByRole('option').filter({ hasText: 'Birch' });
    await expect.element(birch).toHaveTextContent('for Jonas, until Fri 6 Mar · Kiel');
    const alder = page.getByRole('option').filter({ hasText: 'Alder' });
    await expect.element(alder).not.toHaveTextContent('for ');
  });

  it('so does the list of leads; after it, the owner alone is named until the lead has left', async () => {
    const over = { ...jonas, handover: { to_id: me.id, from_on: '2026-03-01', to_on: '2026-03-01' } };
    for (const [colleague, words] of [
      [jonas, 'for Jonas, until Fri 6 Mar · Kiel'],
      [over, 'for Jonas · Kiel'],
    ] as const) {
      ({ close } = await openStage({ at: '/leads', user: me, seed: { users: [colleague], leads } }));
      await expect.element(page.getByText(words, { exact: true })).toBeVisible();
      await close();
    }
    close = () => Promise.resolve();
  });
});

describe('while a colleague covers for me', () => {
  it('Today says until when', async () => {
    const away = aUser({ handover: { to_id: jonas.id, ...days } });
    ({ close } = await openStage({
      at: '/today',
      user: away,
      seed: { users: [{ ...jonas, handover: null }] },
    }));
    const note = page.getByRole('note', { name: 'Cover' });
    await expect.element(note).toHaveTextContent('Jonas covers for you until Fri 6 Mar.');
  });
});
