// The browser edition after its first visit: it opens without a server, and takes a newer version when it is told to.
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import demoAccounts from '../resources/demo/accounts.json' with { type: 'json' };
import { repository } from './fixtures/electron-host.ts';
import { startServer } from './fixtures/server.ts';
import { expect, openPlace, queue, signIn, syncPill, test } from './fixtures/test.ts';

const [kam = { email: '', password: '', name: '' }] = demoAccounts.filter(({ role }) => role === 'kam');

/** Signs in and waits until this browser has all that it needs: the documents, and the program. */
async function firstVisit(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/app/`);
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced', { timeout: 30_000 });
  await expect(queue(page).getByRole('option').first()).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** The addresses of everything that is kept for a time without a network. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const caches = await Promise.all(
      (await window.caches.keys()).map(async (name) => (await window.caches.open(name)).keys()),
    );
    return caches.flat().map(({ url }) => new URL(url).pathname);
  });

test('after one visit all screens open with the server gone, and nothing of the server’s answers is kept beside them', async ({
  page,
}) => {
  const server = await startServer({ demo: true });
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  try {
    await firstVisit(page, server.url);
    const addresses = await kept(page);
    expect(addresses.filter((address) => !address.startsWith('/app/'))).toEqual([]);
    expect(addresses.filter((address) => /pdf|search-worker|admin/.test(address)).length).toBeGreaterThan(2);

    await server.kill();
    await page.reload();
    await expect(queue(page).getByRole('option').first()).toBeVisible();
    await expect(syncPill(page)).toContainText(/offline|reached/i);
    for (const [hash, title] of [
      ['#/leads', 'Leads'],
      ['#/dashboard', 'Dashboard'],
      ['#/beat', 'Beat'],
      ['#/settings', 'Settings'],
    ] as const) {
      await openPlace(page, hash);
      await expect(page.getByRole('banner').getByRole('heading', { name: title })).toBeVisible();
    }
    await expect(page.getByRole('region', { name: 'Browser edition' })).toContainText('Only the desktop');

    await server.start();
    await page.reload();
    await expect(syncPill(page)).toContainText('All synced', { timeout: 30_000 });
    expect(violations).toEqual([]);
  } finally {
    await server.dispose();
  }
});

test('a newer version is told of, waits while somebody types, loses no draft, and starts when it is told to', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'callbook-e2e-renderer-'));
  await cp(join(repository, 'out/renderer'), folder, { recursive: true });
  const server = await startServer({ demo: true, env: { RENDERER_DIR: folder } });
  const reload = page.getByRole('button', { name: 'New version: reload now' });
  const version = () => page.locator('meta[name="test-version"]').getAttribute('content');
  try {
    await firstVisit(page, server.url);
    await publish(folder, 'two');
    await page.getByLabel('Note').fill('half a sen');
    // As the browser does by itself at each visit, and the page when it is looked at again.
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect(reload).toBeVisible();
    await page.getByLabel('Note').pressSequentially('tence');
    await expect(page.getByLabel('Note')).toHaveValue('half a sentence');
    await expect(page.locator('meta[name="test-version"]')).toHaveCount(0);

    await reload.click();
    await expect.poll(version).toBe('two');
    await expect(page.getByLabel('Note')).toHaveValue('half a sentence');
    await expect(reload).toHaveCount(0);
  } finally {
    await server.dispose();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Puts another build into the folder that the server gives out: the page says which one it is. */
async function publish(folder: string, version: string): Promise<void> {
  const page = join(folder, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace('</head>', `<meta name="test-version" content="${version}"></head>`));
  const worker = join(folder, 'service-worker.js');
  const code = await readFile(worker, 'utf8');
  await writeFile(worker, code.replace(/("url":"index\.html","revision":")[^"]*/, `$1${version}`));
  await appendFile(worker, '\n');
}
