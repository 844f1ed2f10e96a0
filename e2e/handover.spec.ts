// A day handed over to a colleague: he sees and calls the leads, what he notes is with their owner, and they leave again.
import { signInByApi } from './fixtures/api.ts';
import { expect, openPlace, queue, selectedLead, signIn, syncPill, test } from './fixtures/test.ts';
import { workspaceAtNoon } from './fixtures/workspace.ts';

test('a colleague covers for a day: he has the leads, his call is theirs, and they leave when it ends', async ({
  launch,
  server,
}) => {
  const { kam, colleague, api } = await workspaceAtNoon(server.url, 3);
  const before = new Set((await api.documents('interactions')).map(({ id }) => id));
  const [kira, teo] = [await launch({ server: server.url }), await launch({ server: server.url })];
  await signIn(kira.page, kam);
  await signIn(teo.page, colleague);
  await expect(queue(kira.page).getByRole('option')).toHaveCount(3);
  await expect(teo.page.getByText('Nobody is waiting for your call')).toBeVisible();

  await openPlace(kira.page, '#/settings');
  const cover = kira.page.getByRole('region', { name: 'Cover' });
  await cover.getByLabel('Colleague').selectOption({ label: colleague.name });
  await cover.getByRole('button', { name: 'Hand over' }).click();
  await expect(cover).toContainText(`${colleague.name} covers for you`);

  await expect(queue(teo.page).getByRole('option')).toHaveCount(3);
  const note = teo.page.getByRole('note', { name: 'Cover' });
  await expect(note).toContainText(`You cover for ${kam.name}`);
  const called = await selectedLead(teo.page);
  await teo.page.keyboard.press('1');
  await teo.page.keyboard.press('Control+Enter');
  await expect(queue(teo.page).getByRole('option')).toHaveCount(2);
  await openPlace(kira.page, '#/today');
  await expect(queue(kira.page).getByRole('option')).toHaveCount(2);

  await openPlace(kira.page, '#/settings');
  await cover.getByRole('button', { name: 'End it' }).click();
  await expect(cover.getByRole('button', { name: 'Hand over' })).toBeVisible();
  await expect(teo.page.getByText('Nobody is waiting for your call')).toBeVisible();
  await expect(note).toHaveCount(0);
  await expect(syncPill(teo.page)).toContainText('All synced');

  const made = (await api.documents('interactions')).filter(({ id }) => !before.has(id));
  expect(made).toMatchObject([{ lead_id: called, outcome: 'CONNECTED', created_by: colleague.id }]);
  expect(await (await signInByApi(server.url, colleague)).ask('GET', '/api/leads')).toMatchObject({
    total: 0,
  });
});
