import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createIds } from '#domain/ids.ts';
import type { ImportReply } from '#domain/imports/import-reply.ts';
import { type Asked, openAdminServer, pageOf } from '../../testing/admin-server.ts';
import { openStage, STAGE_NOW, type StageOptions } from '../../testing/stage.tsx';
import { readTable, type Table } from './table.ts';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  localStorage.clear();
});

const ids = createIds();
const MADE = ids.next();

interface Sent {
  table: Table;
  mapping: Record<string, string | null>;
  dry: boolean;
}

/** Stands for the server's import: a row without a name, or with an address without @, is wrong; all others are new. */
async function open(user: StageOptions['user'] = { role: 'manager' }) {
  const sent: Sent[] = [];
  const undone: string[] = [];
  const admin = openAdminServer(({ method, path }: Asked) => {
    if (path.startsWith('/api/leads/imports') && method === 'GET') return pageOf(listed);
    undone.push(path);
    return {
      body: { id: MADE, put_aside: 2, put_back: 0, not_undone: [{ row: 1, id: MADE, fields: ['city'] }] },
    };
  });
  const listed: { id: string }[] = [];
  const serverFetch = async (path: string, init: RequestInit = {}) => {
    if (!(init.body instanceof FormData)) return admin.fetch(path, init);
    if (admin.state.offline) throw new TypeError('Failed to fetch');
    const reply = await importOf(init.body, path.includes('dry_run=1'), sent);
    return new Response(JSON.stringify(reply), { headers: { 'content-type': 'application/json' } });
  };
  const stage = await openStage({ at: '/import', user, serverFetch });
  close = stage.close;
  return { ...stage, admin, sent, undone, listed };
}

async function importOf(form: FormData, dry: boolean, sent: Sent[]): Promise<ImportReply> {
  const read = await readTable(form.get('file') as File);
  if (!read.ok) throw new Error(read.error);
  const mapping = JSON.parse(String(form.get('mapping')));
  const table = read.value;
  sent.push({ table, mapping, dry });
  const column = (field: string) => table.header.findIndex((name) => mapping[name] === field);
  const rows = table.rows.map((cells, at): ImportReply['rows'][number] => {
    const wrong = cells[column('email')]?.includes('@') === false;
    const errors = [{ path: 'email', message: 'must be an e-mail address' }];
    return wrong ? { row: at + 1, outcome: 'invalid', errors } : { row: at + 1, outcome: 'created' };
  });
  const invalid = rows.filter(({ outcome }) => outcome === 'invalid').length;
  const columns = table.header.map((header) => ({ header, field: mapping[header] ?? null }));
  const counts = { created: rows.length - invalid, updated: 0, duplicate: 0, invalid };
  return { id: dry ? null : MADE, dry_run: dry, total: rows.length, ...counts, columns, rows };
}

const CSV = 'Account;E-Mail;Ref\nBrot;info@brot.example;1\nMilch;nobody;2\n';
const choose = async (text = CSV) => {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  await userEvent.upload(page.elementLocator(input as HTMLInputElement), new File([text], 'leads.csv'));
};
const grid = () => page.getByRole('grid', { name: 'Rows of the file' });

describe('the import', () => {
  it('is tried, mended in place by keyboard, tried again, carried out, and undone', async () => {
    const { sent, undone } = await open();
    await expect.element(page.getByRole('button', { name: 'Choose a file' })).toHaveFocus();
    await choose();
    await expect.element(page.getByRole('combobox', { name: 'What Account is' })).toHaveValue('Name');
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await expect.element(page.getByRole('radio', { name: 'Wrong 1' })).toBeChecked();
    await expect.element(page.getByRole('button', { name: 'Import one lead' })).toBeEnabled();
    grid().element().focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect
      .element(page.getByRole('status', { name: 'What is wrong here' }))
      .toHaveTextContent('Row 2: must be an e-mail address.');
    await userEvent.keyboard('{Enter}');
    await page.getByLabelText('E-Mail of row 2').fill('info@milch.example');
    await userEvent.keyboard('{Enter}');
    await expect.element(grid()).toHaveFocus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await page.getByRole('button', { name: 'Import 2 leads' }).click();
    await expect.element(page.getByRole('status', { name: 'Result' })).toHaveTextContent('2 new.');
    expect(sent.map(({ dry }) => dry)).toEqual([true, true, false]);
    expect(sent[2]?.table.rows).toEqual([
      ['Brot', 'info@brot.example', '1'],
      ['Milch', 'info@milch.example', '2'],
    ]);
    await page.getByRole('button', { name: 'Undo the import' }).click();
    await expect
      .element(page.getByRole('status', { name: 'Result' }))
      .toHaveTextContent(
        '2 leads put aside, 0 put back as before. One lead was worked on since: what was changed stays.',
      );
    expect(undone).toEqual([`/api/leads/imports/${MADE}/undo`]);
  });

  it('remembers which column is what, for the next file', async () => {
    const { sent } = await open();
    await choose();
    await page.getByRole('combobox', { name: 'What Ref is' }).fill('Sour');
    await page.getByRole('option', { name: 'Source' }).click();
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await expect.element(grid()).toBeVisible();
    await page.getByRole('button', { name: '1. File' }).click();
    await choose('Ref,Account,E-Mail\nx,Käse,k@example.com\n');
    await expect.element(page.getByRole('combobox', { name: 'What Ref is' })).toHaveValue('Source');
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await expect
      .poll(() => sent.at(-1)?.mapping)
      .toEqual({ Ref: 'source', Account: 'name', 'E-Mail': 'email' });
  });

  it('says what keeps it: no name, no network; and keeps what was mended over a change of place', async () => {
    const { admin, router } = await open();
    await choose('City\nKiel\n');
    await expect.element(page.getByRole('alert')).toHaveTextContent(/No column says who the lead is/);
    await expect.element(page.getByRole('button', { name: 'Check all rows' })).toBeDisabled();
    await page.getByRole('button', { name: 'Another file' }).click();
    await choose();
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await expect.element(grid()).toBeVisible();
    grid().element().focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    await page.getByLabelText('E-Mail of row 2').fill('info@milch.example');
    await userEvent.keyboard('{Enter}');
    admin.state.offline = true;
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent(/cannot be reached now/);
    await router.navigate({ to: '/today' });
    await router.navigate({ to: '/import' });
    await expect.element(page.getByText('One cell was changed.')).toBeVisible();
    admin.state.offline = false;
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect.element(page.getByText('Every row is taken.')).toBeVisible();
  });

  it('sends many rows in parts, and draws a window of them', async () => {
    const { sent } = await open();
    const lines = Array.from({ length: 2500 }, (_, n) => `Lead ${n}`);
    await choose(`name\n${lines.join('\n')}\n`);
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await expect.element(grid()).toBeVisible();
    await expect.poll(() => page.getByRole('row').elements().length).toBeLessThan(80);
    await page.getByRole('button', { name: 'Import 2,500 leads' }).click();
    await expect.element(page.getByRole('status', { name: 'Result' })).toHaveTextContent('2,500 new.');
    expect(sent.slice(1).map(({ table }) => table.rows.length)).toEqual([1000, 1000, 500]);
    expect(sent.at(-1)?.table.file_name).toBe('leads.csv, rows 2001 to 2500');
  });

  it('is undone later too, from the list of earlier ones', async () => {
    const { listed, undone, router } = await open();
    const counts = { created: 2, updated: 0, duplicate: 1, invalid: 0 };
    listed.push({
      id: MADE,
      ...{
        at: STAGE_NOW,
        by_id: MADE,
        file_name: 'old.csv',
        counts,
        finished_at: STAGE_NOW,
        undone_at: null,
      },
    });
    await router.navigate({ to: '/today' });
    await router.navigate({ to: '/import' });
    await expect.element(page.getByText('2 new; left out: one that was there already')).toBeVisible();
    await page.getByRole('button', { name: 'Undo old.csv' }).click();
    await expect
      .element(page.getByRole('status', { name: 'Last action' }))
      .toHaveTextContent(/2 leads put aside/);
    expect(undone).toEqual([`/api/leads/imports/${MADE}/undo`]);
  });

  it('is for managers and admins', async () => {
    await open({ role: 'kam' });
    await expect.element(page.getByText('This is for managers and admins')).toBeVisible();
  });
});
