// What is due is told outside the window: what came due in a sleep as one notice, and a click leads to the work.
import { createIds } from '../domain/ids.ts';
import { expect, goOffline, openPlace, queue, signIn, syncPill, test } from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

const HOUR_MS = 3_600_000;
const ids = createIds();

test('promised calls that came due while the laptop slept are told once, as one, and a click leads to Today', async ({
  launch,
  server,
  network,
}) => {
  const { kam, api, leads } = await workspaceAtNoon(server.url, 3);
  const now = new Date().toISOString();
  await api.push(
    'plan_events',
    leads.map(({ id }) => ({
      ...{ id: ids.next(), write_id: ids.next(), created_at: now, updated_at: now, lead_id: id },
      ...{ kind: 'callback', until: new Date(Date.now() + HOUR_MS).toISOString(), occurred_at: now },
    })),
  );
  const { app, page } = await launch({ server: network.url });
  await app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = [];
    Reflect.set(globalThis, 'shown', shown);
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push(this);
    };
  });
  const shown = () =>
    app.evaluate(() =>
      (Reflect.get(globalThis, 'shown') as Electron.Notification[]).map(({ title, body }) => ({
        title,
        body,
      })),
    );
  await signIn(page, kam);
  await expect(syncPill(page)).toContainText('All synced');
  await expect(queue(page).getByRole('option')).toHaveCount(3);
  await goOffline(page, network);
  await expect(syncPill(page)).toContainText('offline', { ignoreCase: true });
  expect(await shown()).toEqual([]);

  await page.evaluate((by) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + by;
  }, 2 * HOUR_MS);
  const wake = () => app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
  await wake();
  await expect.poll(async () => (await shown()).map(({ title }) => title)).toEqual(['3 calls are due now']);
  expect((await shown())[0]?.body).toBe('Alder Bakery, Birch Bakery, Cedar Bakery');

  await wake();
  await openPlace(page, '#/settings');
  const card = page.getByRole('region', { name: 'Notices' });
  await card.getByRole('button', { name: 'Show a test notice' }).click();
  await expect(card.getByRole('status')).toHaveText('It was handed to the system.');
  expect((await shown()).map(({ title }) => title)).toEqual(['3 calls are due now', 'This is a test notice']);

  await app.evaluate(() => {
    (Reflect.get(globalThis, 'shown') as Electron.Notification[])[0]?.emit('click');
  });
  await expect(page).toHaveURL(/#\/today$/);
});
