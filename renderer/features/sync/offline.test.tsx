// Without the network, and without a valid session: work goes on, and the screens say so. On a real replica.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aLead } from '#domain/testing/builders.ts';
import type { DesktopApi } from '../../../electron/ipc/contract.ts';
import { openStage } from '../../testing/stage.tsx';
import type { Fault } from '../../testing/sync-server.ts';

let close: () => Promise<void> = () => Promise.resolve();
let answer: Fault;
beforeEach(async () => {
  answer = () => undefined;
  await page.viewport(1280, 800);
});
afterEach(async () => {
  delete window.callbook;
  await close();
});

async function open(at: string) {
  const lead = aLead({ name: 'Nordlicht Bakery' });
  const stage = await openStage({
    at,
    seed: {
      leads: [lead],
      interactions: [aCall({ lead_id: lead.id, occurred_at: '2026-02-16T10:00:00.000Z' })],
    },
    user: { name: 'Kira Solberg' },
    faults: { before: (path) => answer(path) },
  });
  close = stage.close;
  return { ...stage, lead };
}

const pill = () => page.getByRole('status', { name: 'Sync' });

it('lists what waits, and gives it as a file', async () => {
  const saved: string[] = [];
  const saveFile: DesktopApi['saveFile'] = async (name, bytes) => {
    saved.push(name, new TextDecoder().decode(bytes));
    return true;
  };
  const { lead, replica } = await open('/sync');
  answer = () => null;
  await replica.acts.logCall({ lead_id: lead.id, outcome: 'NO_ANSWER' });
  await expect.element(page.getByText('Call, no answer: Nordlicht Bakery')).toBeVisible();
  await expect.element(pill()).toHaveTextContent(/waiting, offline/);
  // Only what saving needs of the desktop program.
  window.callbook = { ...bareDesktop, saveFile };
  await page.getByRole('button', { name: 'Save as a file' }).click();
  await vi.waitFor(() => expect(saved[0]).toBe('callbook-unsent.json'));
  expect(saved[1]).toContain('NO_ANSWER');
});

it('asks before signing out while something waits, and stays when told to', async () => {
  const { lead, replica } = await open('/today');
  answer = () => null;
  await replica.acts.logCall({ lead_id: lead.id, outcome: 'NO_ANSWER' });
  await expect.element(pill()).toHaveTextContent(/waiting/);
  const leave = async () => {
    await page.getByRole('button', { name: 'Kira Solberg: menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };
  await leave();
  await expect.element(page.getByText(/They stay on this computer/)).toBeVisible();
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await leave();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect.element(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

it('asks for the password again when the session has ended, and lets work go on', async () => {
  const { lead, replica } = await open('/today');
  answer = () =>
    Response.json(
      { code: 'unauthenticated' },
      { status: 401, headers: { 'content-type': 'application/problem+json' } },
    );
  await userEvent.keyboard('n');
  await expect.element(pill()).toHaveTextContent(/Sign in again/);
  expect(replica.desk.row(lead.id)?.plan.bucket).toBe('LATER_TODAY');
  await pill().getByRole('link').click();
  await expect.element(page.getByLabelText('E-mail')).toHaveAttribute('readonly');
  await expect.element(page.getByLabelText('Password')).toHaveFocus();
  await expect.element(page.getByRole('button', { name: 'Try now' })).toBeDisabled();
});

const never = () => Promise.reject(new Error('not asked for here'));
const unheard = () => () => undefined;
const bareDesktop: DesktopApi = {
  info: never,
  setServer: never,
  openExternal: never,
  copyText: never,
  dial: never,
  hasSession: never,
  forgetSession: never,
  saveFile: never,
  openFile: never,
  journalAppend: never,
  journalSettle: never,
  journalRead: never,
  journalForget: never,
  logError: never,
  onResume: unheard,
  onQuickNote: unheard,
  onOpenRoute: unheard,
};
