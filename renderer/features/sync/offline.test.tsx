// Without the network, and without a valid session: work goes on, and the screens say so. On a real replica.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { bareDesktop } from '../../testing/bare-desktop.ts';
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

it('lists what waits, record by record, with how its sending goes', async () => {
  const { lead, replica } = await open('/sync');
  answer = () => null;
  await replica.acts.logCall({ lead_id: lead.id, outcome: 'NO_ANSWER' });
  const line = page.getByRole('listitem').filter({ hasText: 'Call, no answer: Nordlicht Bakery' });
  await expect.element(line).toHaveTextContent(/waiting, tried (once|\d+ times).*since today 13:00/);
  await expect.element(line.getByRole('link')).toHaveAttribute('href', expect.stringContaining(lead.id));
  await expect.element(pill()).toHaveTextContent(/pending, offline/);
  await expect.element(page.getByText('Next attempt')).toBeVisible();
  await page.getByRole('button', { name: 'Retry now' }).click();
  answer = () => undefined;
  await expect.element(pill()).toHaveTextContent('All synced');
  expect(page.getByRole('region', { name: 'Waiting to be sent' }).elements()).toHaveLength(0);
});

it('gives unsent work as a file, and takes such a file in with a report', async () => {
  const saved: string[] = [];
  const saveFile = async (name: string, bytes: Uint8Array) => {
    saved.push(name, new TextDecoder().decode(bytes));
    return true;
  };
  const { lead, replica } = await open('/today');
  await page.getByRole('link', { name: 'Sync', exact: true }).click();
  const save = page.getByRole('button', { name: 'Save unsent work as a file' });
  await expect.element(save).toBeDisabled();
  answer = () => null;
  await replica.acts.logCall({ lead_id: lead.id, outcome: 'NO_ANSWER' });
  // Only what saving needs of the desktop program.
  window.callbook = { ...bareDesktop, saveFile };
  await save.click();
  const told = page.getByRole('status', { name: 'File' });
  await expect.element(told).toHaveTextContent(/^Saved as callbook-unsent-.*\.json\.$/);
  const [name = '', text = ''] = saved;
  expect(JSON.parse(text)).toMatchObject({
    format: 'callbook-unsent',
    rows: [{ collection: 'interactions' }],
  });
  const picker = page.getByLabelText('File of unsent work');
  await picker.upload(new File([text], name));
  await expect.element(told).toHaveTextContent('Nothing new was in the file. 1 record was here already.');
  await picker.upload(new File(['no'], 'photo.json'));
  await expect.element(told).toHaveTextContent('photo.json was not taken in. This is no file of unsent work');
});

it('asks before signing out while something waits, and stays when told to', async () => {
  const { lead, replica } = await open('/today');
  answer = () => null;
  await replica.acts.logCall({ lead_id: lead.id, outcome: 'NO_ANSWER' });
  await expect.element(pill()).toHaveTextContent(/pending/);
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
  await expect.element(page.getByRole('button', { name: 'Pull now' })).toBeDisabled();
});
