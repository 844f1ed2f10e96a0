// Walks the screens in a language without Latin letters, with data that has none: what is left in Latin letters is said in
// no message, and so in English to everybody.
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aCustomer, aLead, anOrder, aPoc, aUser } from '#domain/testing/builders.ts';
import { ENGLISH } from '#domain/tongue.ts';
import { createPseudoTongue, foreign, latinWords } from '../testing/pseudo-tongue.ts';
import { speak } from './say.ts';

speak(createPseudoTongue());
// Only now: words stand in constants of the screens' modules too.
const { openStage } = await import('../testing/stage.tsx');
const { openAdminServer } = await import('../testing/admin-server.ts');

const me = aUser({ name: foreign('Kim'), role: 'admin' });
const always = { '1': [['00:00', '24:00']] as [string, string][] };
const alder = aLead({
  name: foreign('Alder'),
  company: foreign('Works'),
  city: foreign('Kiel'),
  phone: '+49 30 1234',
  tags: [foreign('north')],
  assignee_id: me.id,
  call_hours: always,
});
const birch = aLead({
  name: foreign('Birch'),
  state: 'WON',
  won_at: '2026-01-05T10:00:00.000Z',
  assignee_id: me.id,
});
const fresh = aLead({ name: foreign('Cedar'), state: 'PENDING', assignee_id: null });
const seed = {
  leads: [alder, birch, fresh],
  pocs: [aPoc({ lead_id: alder.id, name: foreign('Mara'), phone: '+49 30 99' })],
  customers: [aCustomer({ lead_id: birch.id, name: birch.name })],
  interactions: [
    aCall({ lead_id: alder.id, occurred_at: '2026-02-16T10:00:00.000Z', note: foreign('wants flour') }),
    anOrder({ lead_id: birch.id, occurred_at: '2026-02-10T10:00:00.000Z' }),
    anOrder({ lead_id: birch.id, occurred_at: '2026-02-20T10:00:00.000Z' }),
  ],
};

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  close = () => Promise.resolve();
});
afterAll(() => speak(ENGLISH));

const openAt = async (at: string) => {
  ({ close } = await openStage({ at, user: me, seed, serverFetch: openAdminServer().fetch }));
  await vi.waitUntil(() => (document.querySelector('main')?.textContent ?? '').length > 30, {
    timeout: 10_000,
  });
};

/** Screens that still say something in English. The list only ever gets shorter. */
const NOT_YET: readonly string[] = [];

const SCREENS: readonly (readonly [name: string, at: string])[] = [
  ['Today', '/today'],
  ['Leads', '/leads'],
  ['the board', '/leads?as=board'],
  ['a lead', `/leads/${alder.id}`],
  ['a customer’s lead', `/leads/${birch.id}`],
  ['a new lead', '/new'],
  ['New leads', '/triage'],
  ['Accounts', '/accounts'],
  ['Customers', '/customers'],
  ['Beat', '/beat'],
  ['the dashboard', '/dashboard'],
  ['Needs attention', '/attention'],
  ['Sync', '/sync'],
  ['Duplicates', '/duplicates'],
  ['the import', '/import'],
  ['the settings', '/settings'],
  ['the people', '/admin/people'],
  ['the workspace', '/admin/workspace'],
  ['the assignment', '/admin/rules'],
  ['the call rhythm', '/admin/rhythm'],
  ['the stages', '/admin/stages'],
  ['own fields', '/admin/fields'],
  ['the first answer', '/admin/sla'],
  ['the holidays', '/admin/holidays'],
];

describe('every word of the screen', () => {
  it.each(SCREENS)('of %s is said in a message', async (_, at) => {
    await openAt(at);
    const main = document.querySelector('main');
    if (main === null) throw new Error('there is no screen');
    if (NOT_YET.includes(at)) expect(latinWords(main)).not.toEqual([]);
    else await expect.poll(() => latinWords(main)).toEqual([]);
  });

  it('of the frame, the keys, the palette and the note is said in a message', async () => {
    await openAt('/today');
    await expect.poll(() => latinWords(document.body)).toEqual([]);
    for (const keys of [
      '{Control>}/{/Control}',
      '{Control>}k{/Control}',
      '{Shift>}q{/Shift}',
      '{Shift>}z{/Shift}',
    ]) {
      await userEvent.keyboard(keys);
      await expect.element(page.getByRole('dialog')).toBeVisible();
      await expect.poll(() => latinWords(document.body)).toEqual([]);
      await userEvent.keyboard('{Escape}');
      await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    }
  });

  it('of a call that is logged is told in messages, from the number that was dialled to the toast', async () => {
    await openAt('/today');
    await userEvent.keyboard('?');
    await userEvent.keyboard('s');
    await expect.poll(() => latinWords(document.body)).toEqual([]);
    await userEvent.keyboard('{Escape}1');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByRole('status', { name: foreign('Last action') })).toBeVisible();
    await expect.poll(() => latinWords(document.body)).toEqual([]);
  });
});
