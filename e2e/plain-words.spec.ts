// What goes wrong is said in plain words, and what was begun goes on.
import type { Page } from '@playwright/test';
import { type Account, signInByApi } from './fixtures/api.ts';
import {
  expect,
  openPlace,
  queue,
  selectedLead,
  signIn,
  syncPill,
  test,
  trySignIn,
} from './fixtures/test.ts';
import { addDueLeads, makeWorkspace, type Workspace, zoneWhereItIs } from './fixtures/workspace.ts';

/** What no person should have to read. */
const JARGON = /\b[45]\d\d\b|error|fetch|json|undefined|null|exception|http|_/i;

type People = { people: Workspace; kam: Account; deactivate: (active?: boolean) => Promise<void> };

const withPeople = test.extend<People>({
  people: async ({ server }, use) => use(await makeWorkspace(server.url, zoneWhereItIs(12))),
  kam: async ({ server, people }, use) => {
    await addDueLeads(await signInByApi(server.url, people.kam), 6, zoneWhereItIs(12));
    await use(people.kam);
  },
  deactivate: async ({ server, people }, use) => {
    const office = await signInByApi(server.url, people.admin);
    await use(async (active = false) => {
      await office.ask('PATCH', `/api/users/${people.kam.id}`, { is_active: active });
    });
  },
});

withPeople(
  'a sign-in that fails says why in plain words, and can be tried again at once',
  async ({ launch, network, kam, deactivate }) => {
    const { page } = await launch({ server: network.url });
    const refusal = page.getByRole('alert');
    const says = async (words: RegExp) => {
      await expect(refusal).toContainText(words);
      await expect(refusal).not.toContainText(JARGON);
    };

    await trySignIn(page, { ...kam, password: 'not her password' });
    await says(/password is wrong/i);

    await deactivate();
    await trySignIn(page, kam);
    await says(/account is not active/i);
    await deactivate(true);

    network.decide(() => 'page');
    await trySignIn(page, kam);
    await says(/not a Callbook server/i);
    network.decide(() => 'carry');

    await network.cut();
    await trySignIn(page, kam);
    await says(/cannot be reached/i);
    await network.restore();

    await signIn(page, kam);
    await expect(queue(page)).toBeVisible();
  },
);

withPeople(
  'a server that takes the sign-in and never answers is given up on, in plain words',
  async ({ launch, network, kam }) => {
    const { page } = await launch({ server: network.url });
    network.decide(() => 'silence');
    await trySignIn(page, kam);
    await expect(page.getByRole('alert')).toContainText(/cannot be reached/i, { timeout: 30_000 });
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue(kam.password);
  },
);

withPeople(
  'a network page and no network at all are said in the pill, and calls are logged on',
  async ({ launch, server, network, kam }) => {
    const { page } = await launch({ server: network.url });
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced');
    const sentence = page
      .getByRole('main')
      .getByText(/server/i)
      .first();

    network.decide(() => 'page');
    await logConnected(page);
    await expect(syncPill(page)).toContainText(/pending, server trouble/);
    await openPlace(page, '#/sync');
    await expect(sentence).toContainText(/not the Callbook server/i);
    await expect(sentence).not.toContainText(JARGON);
    await openPlace(page, '#/today');

    await network.cut();
    await logConnected(page);
    await expect(syncPill(page)).toContainText(/pending, offline/, { timeout: 30_000 });
    network.decide(() => 'carry');
    await network.restore();
    await openPlace(page, '#/sync');
    await page.getByRole('button', { name: 'Retry now' }).click();
    await expect(syncPill(page)).toContainText('All synced');
    expect(await callsOn(server.url, kam)).toBe(2);
  },
);

withPeople(
  'a deactivated account is told so and closed, and what was done is sent once it is active again',
  async ({ launch, server, kam, deactivate }) => {
    const { page } = await launch({ server: server.url });
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced');
    await deactivate();
    await logConnected(page);
    await expect(page.getByRole('heading', { name: 'This account is switched off' })).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole('main')).not.toContainText(JARGON);
    await expect(queue(page)).toHaveCount(0);

    await deactivate(true);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(syncPill(page)).toContainText('All synced');
    expect(await callsOn(server.url, kam)).toBe(1);
  },
);

withPeople(
  'a session that has ended asks for the password, says when it is wrong, and loses nothing',
  async ({ launch, server, people, kam }) => {
    const { page } = await launch({ server: server.url });
    await signIn(page, kam);
    await expect(syncPill(page)).toContainText('All synced');
    const password = 'the second long password';
    const office = await signInByApi(server.url, people.admin);
    await office.ask('PATCH', `/api/users/${kam.id}`, { password });
    await logConnected(page);
    await expect(syncPill(page)).toContainText(/sign in again/i);
    await logConnected(page);

    await openPlace(page, '#/sync');
    const field = page.getByLabel('Password', { exact: true });
    await field.fill(kam.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText(/password is wrong/i);
    await field.fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(syncPill(page)).toContainText('All synced');
    expect(await callsOn(server.url, { ...kam, password })).toBe(2);
  },
);

async function logConnected(page: Page): Promise<void> {
  const lead = await selectedLead(page);
  await page.keyboard.press('1');
  await page.keyboard.press('Control+Enter');
  await expect(queue(page).locator(`[data-lead-id="${lead}"]`)).toHaveCount(0);
}

/** Calls of today on the server. */
async function callsOn(url: string, kam: Pick<Account, 'email' | 'password'>): Promise<number> {
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const api = await signInByApi(url, kam);
  return (await api.ask<{ total: number }>('GET', `/api/interactions?from=${from}`)).total;
}
