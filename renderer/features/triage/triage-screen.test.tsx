// New leads on a real replica. It is Monday 2 March 2026, 13:00 in Berlin.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { aCall, aLead, aUser } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

const KIRA = aUser({ name: 'Kira Solberg', email: 'kira@callbook.example' });
const TEO = aUser({ name: 'Teo Marsh', email: 'teo@callbook.example' });

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

const anApplicant = (name: string, due_at: string | null, given: Partial<Lead> = {}): Lead =>
  aLead({
    name,
    state: 'PENDING',
    source: 'form',
    cadence: null,
    created_at: '2026-03-02T10:30:00.000Z',
    sla_due_at: due_at && `2026-03-02T${due_at}:00.000Z`,
    ...given,
  });

async function open(leads: Lead[], role: 'manager' | 'kam' = 'manager', interactions: Interaction[] = []) {
  const stage = await openStage({
    at: '/triage',
    user: { name: 'Ada Quill', role },
    seed: { leads, interactions, users: [KIRA, TEO] },
  });
  close = stage.close;
  await expect.element(page.getByRole('heading', { name: 'New leads', level: 1 })).toBeVisible();
  const stored = (lead: Lead) => stage.server.documents.get(`leads/${lead.id}`);
  return { ...stage, stored };
}

const list = () => page.getByRole('listbox', { name: 'New leads' });
const names = () =>
  list()
    .getByRole('option')
    .elements()
    .map((row) => row.textContent?.match(/^\w+ \w+?(?=came)/)?.[0]);
const selected = () => list().getByRole('option', { selected: true });
const said = () => page.getByRole('status', { name: 'Last action' });
const type = (keys: string) => userEvent.keyboard(keys);

describe('new leads', () => {
  it('stand with the most pressing promise first, those that nobody has before the others', async () => {
    await open([
      anApplicant('Late Other', '11:00', { assignee_id: KIRA.id }),
      anApplicant('Noor Haddad', '14:30'),
      anApplicant('Ines Costa', '11:15'),
      anApplicant('Sven Olsen', null),
      anApplicant('Met Already', '12:30', { assignee_id: KIRA.id, sla_met_at: '2026-03-02T11:00:00.000Z' }),
      aLead({ name: 'Old Account' }),
    ]);
    await expect.element(selected()).toHaveTextContent(/^Ines Costa/);
    expect(names()).toEqual(['Ines Costa', 'Noor Haddad', 'Sven Olsen', 'Late Other']);
    await expect.element(list()).toHaveFocus();
    await expect.element(selected()).toHaveTextContent('answer 45 min late');
    const noor = list().getByRole('option', { name: /Noor Haddad/ });
    await expect.element(noor).toHaveTextContent('answer within 2 h 30 min');
    await expect.element(noor).toHaveTextContent('by today 15:30 in Berlin');
    await expect.element(page.getByText('3 to assign, 1 with somebody, not answered yet')).toBeVisible();
    const rail = page.getByRole('link', { name: /New leads/ });
    await expect.element(rail).toHaveTextContent('3');
  });

  it('are assigned by A, two letters and Enter, and the next one is selected', async () => {
    const [noor, ines] = [anApplicant('Noor Haddad', '13:00'), anApplicant('Ines Costa', '14:00')];
    const { stored } = await open([noor, ines]);
    await expect.element(selected()).toHaveTextContent(/^Noor Haddad/);
    await type('aki{Enter}');
    await expect.element(said()).toHaveTextContent('Noor Haddad goes to Kira Solberg.');
    await expect.element(selected()).toHaveTextContent(/^Ines Costa/);
    await expect.element(list()).toHaveFocus();
    await vi.waitFor(() => expect(stored(noor)).toMatchObject({ assignee_id: KIRA.id, state: 'PENDING' }));
    await type('u');
    await expect.element(selected()).toHaveTextContent(/^Noor Haddad/);
    await vi.waitFor(() => expect(stored(noor)).toMatchObject({ assignee_id: null }));
  });

  it('are assigned by three clicks', async () => {
    const [noor, ines] = [anApplicant('Noor Haddad', '13:00'), anApplicant('Ines Costa', '14:00')];
    const { stored } = await open([noor, ines]);
    await list()
      .getByRole('option', { name: /Ines Costa/ })
      .click();
    await page.getByRole('button', { name: 'Assign' }).click();
    await page.getByRole('option', { name: /Teo Marsh/ }).click();
    await vi.waitFor(() => expect(stored(ines)).toMatchObject({ assignee_id: TEO.id }));
    await expect.element(list()).toHaveFocus();
  });

  it('are not assigned by a KAM, who is told why and what he can do', async () => {
    const mine = aUser({ name: 'Ada Quill' });
    const noor = anApplicant('Noor Haddad', '13:00', { assignee_id: mine.id });
    const { stored } = await open([noor], 'kam');
    await type('a');
    await expect.element(page.getByText(/Only managers and admins give leads away/)).toBeVisible();
    await type('d');
    await expect.element(said()).toHaveTextContent('Noor Haddad moved to Lost.');
    await expect.element(page.getByText('No new lead is waiting')).toBeVisible();
    await vi.waitFor(() => expect(stored(noor)).toMatchObject({ state: 'LOST' }));
  });

  it('take the first call in two keys, which answers the promise', async () => {
    const noor = anApplicant('Noor Haddad', '13:00', { assignee_id: KIRA.id, phone: null });
    const { stored } = await open([noor, anApplicant('Ines Costa', '14:00', { assignee_id: KIRA.id })]);
    await type('c');
    await expect.element(page.getByRole('group', { name: 'The first call' })).toBeVisible();
    await expect.element(page.getByText('No number is known. What came of it?')).toBeVisible();
    await type('2');
    await expect.element(said()).toHaveTextContent(/no answer/i);
    await expect.element(selected()).toHaveTextContent(/^Ines Costa/);
    await vi.waitFor(() => expect(stored(noor)).toMatchObject({ sla_met_at: '2026-03-02T12:00:00.000Z' }));
  });

  it('show what they wrote in full, how to reach them, and whom they may be already', async () => {
    const words = `${'I would like to sell your ovens. '.repeat(20)}The end.`;
    const noor = anApplicant('Noor Haddad', '13:00', { email: 'noor@prospect.test', company: 'Haddad Ltd' });
    await open([noor, aLead({ name: 'Haddad Kitchens', email: 'noor@prospect.test' })], 'manager', [
      aCall({ lead_id: noor.id, type: 'NOTE', direction: 'in', outcome: null, note: words }),
    ]);
    const panel = page.getByRole('complementary', { name: 'New lead Noor Haddad' });
    await expect.element(panel.getByText('The end.')).toBeVisible();
    await expect.element(panel.getByRole('button', { name: 'noor@prospect.test' })).toBeVisible();
    await expect.element(panel.getByText('Web form')).toBeVisible();
    const duplicates = panel.getByRole('status', { name: 'Likely duplicates' });
    await expect.element(duplicates).toHaveTextContent('Haddad Kitchens (same e-mail)');
  });

  it('are opened by L, and by Enter', async () => {
    const noor = anApplicant('Noor Haddad', '13:00');
    const { router } = await open([noor]);
    await type('{Enter}');
    await vi.waitFor(() => expect(router.state.location.pathname).toBe(`/leads/${noor.id}`));
  });
});
