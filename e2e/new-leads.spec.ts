// New web leads are given away in four keys or four clicks each, with their résumés in sight, offline, and reach the KAM
// when the network is back. The dashboard counts without a network too.
import type { Page } from '@playwright/test';
import { signInByApi } from './fixtures/api.ts';
import { countKeys, pointerEvents, watchMouse } from './fixtures/keyboard.ts';
import { expect, goOffline, goOnline, openPlace, signIn, syncPill, test } from './fixtures/test.ts';
import { makeWorkspace, zoneWhereItIs } from './fixtures/workspace.ts';

/** J to the next lead is done by the screen itself; A, two letters and Enter give a lead away. */
const BUDGET = { keys: 4, clicks: 4 };
const NAMES = ['Noor Haddad', 'Ines Costa', 'Sven Olsen'] as const;

const list = (page: Page) => page.getByRole('listbox', { name: 'New leads' });
const selected = (page: Page) => list(page).getByRole('option', { selected: true });
const said = (page: Page) => page.getByRole('status', { name: 'Last action' });

test('new leads are assigned offline in four keys or clicks each, and reach the KAM', async ({
  launch,
  server,
  network,
}) => {
  const { admin, kam, colleague } = await makeWorkspace(server.url, zoneWhereItIs(12));
  for (const name of NAMES) await apply(server.url, name);
  const { page } = await launch({ server: network.url });
  await watchMouse(page);
  await signIn(page, admin);
  await expect(syncPill(page)).toContainText('All synced');
  await openPlace(page, '#/triage');
  await expect(list(page).getByRole('option')).toHaveCount(NAMES.length);
  await expect(page.getByText('3 to assign')).toBeVisible();
  // Their résumés come ahead of anybody's asking; that they are here shows without a network below.
  await expect.poll(() => keptResumes(page)).toBe(NAMES.length);
  const before = await pointerEvents(page);
  await goOffline(page, network);
  await expect(syncPill(page)).toContainText(/offline/i);

  await expect(list(page)).toBeFocused();
  await expect(selected(page)).toContainText(NAMES[0]);
  await page.keyboard.press('Space');
  const resume = page.getByRole('region', { name: 'Résumé' });
  await expect(resume.getByText(`Page 1 of 1. ${NAMES[0]} bakes bread`)).toBeAttached();
  const keys = countKeys(page);
  await keys.press('a');
  await keys.press('k');
  await keys.press('i');
  await keys.press('Enter');
  expect(keys.count()).toBeLessThanOrEqual(BUDGET.keys);
  await expect(said(page)).toContainText(`${NAMES[0]} goes to ${kam.name}`);
  await expect(selected(page)).toContainText(NAMES[1]);
  await expect(resume.getByText(`Page 1 of 1. ${NAMES[1]} bakes bread`)).toBeAttached();
  expect(await pointerEvents(page, before)).toBe(0);

  const clicks = { count: 0 };
  const click = async (what: ReturnType<Page['getByRole']>) => {
    clicks.count += 1;
    await what.click();
  };
  await click(list(page).getByRole('option', { name: new RegExp(NAMES[2]) }));
  await click(page.getByRole('button', { name: 'Assign' }));
  await click(page.getByRole('option', { name: new RegExp(colleague.name) }));
  expect(clicks.count).toBeLessThanOrEqual(BUDGET.clicks);
  await expect(said(page)).toContainText(`${NAMES[2]} goes to ${colleague.name}`);

  await openPlace(page, '#/dashboard');
  await expect(page.getByText('New leads', { exact: true }).last()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Calls by day' })).toBeVisible();

  await goOnline(page, network);
  await expect(syncPill(page)).toContainText('All synced');
  const theirs = await signInByApi(server.url, kam);
  await expect
    .poll(async () => (await theirs.documents('leads')).map(({ name }) => name))
    .toEqual([NAMES[0]]);
});

/** An application by the public form's own address, with a résumé of one page. */
async function apply(url: string, name: string): Promise<void> {
  const [first_name = '', last_name = ''] = name.split(' ');
  const form = new FormData();
  form.set('first_name', first_name);
  form.set('last_name', last_name);
  form.set('email', `${first_name.toLowerCase()}@prospect.test`);
  form.set('resume', new File([aPage(`${name} bakes bread`)], 'cv.pdf', { type: 'application/pdf' }));
  const answer = await fetch(`${url}/api/leads`, { method: 'POST', body: form });
  expect(answer.status).toBe(201);
}

/** A PDF of one page with these words. */
function aPage(words: string): string {
  const content = `BT /F1 24 Tf 60 700 Td (${words}) Tj ET`;
  return [
    '%PDF-1.4',
    '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj',
    '2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj',
    '3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj',
    `4 0 obj <</Length ${content.length}>> stream\n${content}\nendstream endobj`,
    '5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj',
    'trailer <</Root 1 0 R>>',
    '%%EOF',
  ].join('\n');
}

/** How many résumés are on this device. A database that is not there yet must not be made by asking for it. */
const keptResumes = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const name = 'callbook-resumes';
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return 0;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const asked = database.transaction('facts').objectStore('facts').count();
        asked.onsuccess = () => {
          database.close();
          resolve(asked.result);
        };
      };
    });
  });
