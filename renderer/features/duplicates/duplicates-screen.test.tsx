import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createIds } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { type Asked, openAdminServer } from '../../testing/admin-server.ts';
import { openStage, type StageOptions } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  localStorage.clear();
});

const at = (day: number) => ({ created_at: `2026-01-0${day}T00:00:00.000Z` });
const ids = createIds();

/** Two leads of one baker; the server joins and parts them, and tells of it by the sync, as it does. */
async function open(options: Partial<StageOptions> = {}) {
  const user = { role: 'manager' as const };
  const shared = { email: 'info@brot.example' };
  const old = aLead({ name: 'Brot', city: 'Kiel', phone: '0431 123456', ...shared, ...at(1) });
  const young = aLead({ name: 'Brot & Sohn', city: 'Kiel-Nord', ...shared, ...at(2) });
  const put = (lead: Lead) => stage.server.write(stage.user.id, 'leads', { ...lead, write_id: ids.next() });
  const answer = ({ path, body }: Asked) => {
    const [, , , id, act] = path.split('/');
    const [survivor, other] = id === old.id ? [old, young] : [young, old];
    if (act === 'merge') {
      put({ ...other, merged_into_id: survivor.id });
      return {
        body: { ...survivor, ...Object(body).fields, moved: { pocs: 1, interactions: 2, plan_events: 0 } },
      };
    }
    put({ ...survivor, merged_into_id: null });
    return {
      body: {
        ...survivor,
        survivor: other,
        changed: [{ collection: 'leads', id: other.id, fields: ['city'] }],
      },
    };
  };
  const admin = openAdminServer(answer);
  const stage = await openStage({
    at: '/duplicates',
    user,
    seed: {
      leads: [old, young],
      interactions: [aCall({ lead_id: young.id }), aCall({ lead_id: young.id })],
      pocs: [aPoc({ lead_id: young.id })],
    },
    serverFetch: admin.fetch,
    ...options,
  });
  close = stage.close;
  return { ...stage, admin, old, young };
}
const list = () => page.getByRole('listbox', { name: 'Likely duplicates' });
const last = () => page.getByRole('status', { name: 'Last action' });

describe('the duplicates', () => {
  it('are made one by keyboard: each field chosen or typed, what moves is said before, and Undo parts them', async () => {
    const { admin, old, young } = await open();
    await expect
      .element(page.getByRole('note', { name: 'What moves' }))
      .toHaveTextContent('To Brot come: 2 interactions, one contact.');
    await list().click();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('button', { name: /^Name, mine/ })).toHaveFocus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    await expect
      .element(page.getByRole('button', { name: /^Name, will be/ }))
      .toHaveTextContent('Brot & Sohn');
    await expect.element(page.getByRole('button', { name: /^Phone, theirs/ })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
    await expect.element(page.getByLabelText('City, typed')).toHaveFocus();
    await page.getByLabelText('City, typed').fill('Kiel am Meer');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('button', { name: /^City, will be/ })).toHaveFocus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(last()).toHaveTextContent(/Brot & Sohn is part of/);
    await expect.element(page.getByText('No lead stands here twice')).toBeVisible();
    expect(admin.asked).toEqual([
      {
        method: 'POST',
        path: `/api/leads/${old.id}/merge`,
        body: { other_id: young.id, fields: { name: 'theirs', city: 'Kiel am Meer' } },
      },
    ]);
    await last().getByRole('button', { name: 'Undo' }).click();
    await expect.element(list()).toBeVisible();
    await expect.element(last()).toHaveTextContent('Brot & Sohn and Brot are two leads again.');
    expect(admin.asked.at(-1)?.path).toBe(`/api/leads/${young.id}/unmerge`);
  });

  it('may be told which of them stays', async () => {
    const { admin, old, young } = await open();
    await page.getByRole('button', { name: 'Swap' }).click();
    await page.getByRole('button', { name: 'Make them one' }).click();
    await expect.element(last()).toHaveTextContent('Brot is part of Brot & Sohn now.');
    expect(admin.asked[0]).toMatchObject({
      path: `/api/leads/${young.id}/merge`,
      body: { other_id: old.id },
    });
  });

  it('say so without a network, and what was chosen stays chosen', async () => {
    const { admin } = await open();
    admin.state.offline = true;
    await page.getByRole('button', { name: /^City, theirs/ }).click();
    await page.getByRole('button', { name: 'Make them one' }).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent(/cannot be reached now/);
    await expect.element(page.getByRole('button', { name: /^City, will be/ })).toHaveTextContent('Kiel-Nord');
    admin.state.offline = false;
    await page.getByRole('button', { name: 'Make them one' }).click();
    await expect.element(last()).toHaveTextContent(/is part of/);
  });

  it('are remembered as different ones, until that is undone', async () => {
    const { router } = await open();
    await expect.element(list()).toBeVisible();
    await userEvent.keyboard('n');
    await expect.element(page.getByText('No lead stands here twice')).toBeVisible();
    await router.navigate({ to: '/today' });
    await router.navigate({ to: '/duplicates' });
    await expect.element(page.getByText('No lead stands here twice')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(list()).toBeVisible();
  });

  it('of a KAM are made one where both are his', async () => {
    const { user, server, old, young } = await open({ user: { role: 'kam' } });
    await expect
      .element(
        page.getByText('Only managers and admins merge leads that are not both yours.', { exact: false }),
      )
      .toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Make them one' })).toBeDisabled();
    for (const lead of [old, young])
      server.write(user.id, 'leads', aLead({ ...lead, assignee_id: user.id, write_id: ids.next() }));
    await expect.element(page.getByRole('button', { name: 'Make them one' })).toBeEnabled();
  });
});

describe('a merged lead', () => {
  it('is parted again from the lead that it is part of, long after, with a word on what stays', async () => {
    const { admin, router, server, user, old, young } = await open();
    server.write(user.id, 'leads', aLead({ ...young, merged_into_id: old.id, write_id: ids.next() }));
    await router.navigate({ to: '/leads/$id', params: { id: old.id } });
    const line = page.getByRole('note', { name: 'The same lead' });
    await expect.element(line).toHaveTextContent('Brot & Sohn was merged into this lead.');
    await line.getByRole('button', { name: 'Part them again' }).click();
    await expect
      .element(last())
      .toHaveTextContent(/are two leads again\. Changed since, and left as it is: City/);
    await expect.element(line).toHaveTextContent('Likely the same: Brot & Sohn.');
    expect(admin.asked.map(({ path }) => path)).toEqual([`/api/leads/${young.id}/unmerge`]);
  });
});
