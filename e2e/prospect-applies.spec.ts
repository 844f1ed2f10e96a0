// A prospect's application reaches the KAM's laptop as a lead while it is still being thanked for, at any hour.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { signInByApi } from './fixtures/api.ts';
import type { Desktop } from './fixtures/desktop.ts';
import { aPdf } from './fixtures/pdf.ts';
import { expect, openPlace, queue, signIn, syncPill, test } from './fixtures/test.ts';
import { makeWorkspace, zoneWhereItIs } from './fixtures/workspace.ts';

/** The promise of the product, in milliseconds from the prospect's click. */
const SOON_MS = 2000;
const DESK = 'desk@callbook.test';
const PROSPECT = { first_name: 'Noor', last_name: 'Haddad', email: 'noor.haddad@prospect.test' };

test.use({ serverOptions: { env: { INTAKE_NOTIFY_EMAIL: DESK } } });

for (const [when, hour] of [
  ['at noon', 12],
  ['late in the evening', 22],
  ['in the small hours', 3],
] as const) {
  test(`an application sent ${when} stands under New within two seconds, with its résumé`, async ({
    launch,
    server,
    browser,
  }) => {
    const { admin, kam, colleague } = await makeWorkspace(server.url, zoneWhereItIs(hour));
    const office = await signInByApi(server.url, admin);
    await office.ask('PATCH', '/api/settings', { assignment_rule: 'round_robin' });
    await office.ask('PATCH', `/api/users/${colleague.id}`, { is_active: false });
    const desktop = await launch({ server: server.url });
    await signIn(desktop.page, kam);
    await expect(syncPill(desktop.page)).toContainText('All synced');
    const visitor = await browser.newContext({ javaScriptEnabled: false });
    const form = await visitor.newPage();
    const resume = aPdf('Noor Haddad');
    await fillForm(form, server.url, resume);

    const row = queue(desktop.page).getByRole('group', { name: /^New/ }).getByRole('option');
    await Promise.all([
      expect(row).toContainText('Noor Haddad', { timeout: SOON_MS }),
      form.getByRole('button', { name: 'Send application' }).click(),
    ]);
    await expect(form.getByRole('heading', { level: 1 })).toContainText(/thank you/i);

    await expect
      .poll(async () => (await server.mails()).map(receiver).sort())
      .toEqual([DESK, PROSPECT.email, kam.email].sort());
    const toDesk = (await server.mails()).find((mail) => receiver(mail) === DESK) ?? '';
    expect(toDesk.replaceAll(/\s/g, '')).toContain(resume.toString('base64'));

    const lead = await row.getAttribute('data-lead-id');
    await openPlace(desktop.page, `#/leads/${lead}`);
    expect(await openedResume(desktop)).toEqual(resume);
  });
}

async function fillForm(page: Page, url: string, resume: Buffer): Promise<void> {
  await page.goto(`${url}/apply`);
  await page.getByLabel('First name').fill(PROSPECT.first_name);
  await page.getByLabel('Last name').fill(PROSPECT.last_name);
  await page.getByLabel('E-mail address').fill(PROSPECT.email);
  await page
    .getByLabel('File')
    .setInputFiles({ name: 'noor.pdf', mimeType: 'application/pdf', buffer: resume });
}

/** Opens the résumé from the lead's page; answers the file that the system was asked to show. */
async function openedResume({ app, page }: Desktop): Promise<Buffer> {
  await app.evaluate(({ shell }) => {
    shell.openPath = async (path) => {
      Reflect.set(globalThis, 'openedPath', path);
      return '';
    };
  });
  await page.getByRole('button', { name: 'Résumé' }).click();
  await page.getByRole('button', { name: 'Open in its own program' }).click();
  const path = () => app.evaluate(() => String(Reflect.get(globalThis, 'openedPath') ?? ''));
  await expect.poll(path).toMatch(/\.pdf$/);
  return readFile(await path());
}

const receiver = (mail: string): string => /^To: .*?([^\s<>]+@[^\s<>]+)/m.exec(mail)?.[1] ?? '';
