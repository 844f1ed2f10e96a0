import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { LeadView } from '#domain/settings/lead-view.ts';
import { aLead } from '#domain/testing/builders.ts';
import { openStage } from '../../../testing/stage.tsx';

let close: () => Promise<void> = async () => undefined;
beforeEach(async () => {
  localStorage.clear();
  await page.viewport(1280, 800);
  return () => close();
});

async function open(options: Parameters<typeof openStage>[0]) {
  const stage = await openStage(options);
  close = stage.close;
  return stage;
}

const names = () => [...document.querySelectorAll('tr[data-lead-id] a')].map((link) => link.textContent);
const button = (name: string) => page.getByRole('button', { name: `View: ${name}`, exact: true });
const item = (name: string) => page.getByRole('menuitem', { name });
const said = () => page.getByRole('status', { name: 'Last action' });

const seed = {
  leads: [
    aLead({ name: 'Alder', state: 'PENDING', tags: ['north'] }),
    aLead({ name: 'Birch', state: 'PENDING' }),
    aLead({ name: 'Cedar', state: 'WON', tags: ['north'], value_minor: 100, currency: 'EUR' }),
    aLead({ name: 'Dogwood', state: 'WON', value_minor: 900, currency: 'EUR' }),
  ],
};
const NORTH: LeadView = {
  id: '01890000-0000-7000-8000-0000000000a1',
  name: 'North',
  asks: { tag: ['north'] },
};

/** The server's settings as a list of views, for the requests that are no replication. */
function settingsServer(views: LeadView[], stale = 0) {
  const server = { views, left: stale, patches: 0 };
  const answer = (status: number, body: object) => Response.json(body, { status });
  const serverFetch = async (_path: unknown, init: RequestInit = {}) => {
    if (init.method !== 'PATCH')
      return answer(200, { write_id: `w${server.patches}`, lead_views: server.views });
    expect(new Headers(init.headers).get('if-match')).toBe(`"w${server.patches}"`);
    if (server.left > 0) {
      server.left -= 1;
      return answer(412, { code: 'stale', status: 412, title: 'stale' });
    }
    server.patches += 1;
    server.views = JSON.parse(String(init.body)).lead_views;
    return answer(200, {});
  };
  return { server, serverFetch };
}

test('a key and a digit open a view that comes with the program', async () => {
  const { router } = await open({ at: '/leads', seed });
  await expect.poll(names).toHaveLength(4);
  await userEvent.keyboard('v5');
  await expect.poll(names).toEqual(['Dogwood', 'Cedar']);
  await expect.element(button('Won, by value')).toBeVisible();
  expect(router.state.location.search).toMatchObject({ state: ['WON'], sort: 'value', desc: true });
  await userEvent.keyboard('v1');
  await expect.poll(names).toHaveLength(4);
});

test('what is asked for is saved under a name, is there after a restart, and is marked once it is changed', async () => {
  const { replica } = await open({ at: '/leads?tag=["north"]', seed });
  await expect.element(page.getByRole('button', { name: 'Views, none chosen' })).toBeVisible();
  await userEvent.keyboard('{Control>}s{/Control}');
  await expect.element(page.getByLabelText('Name of the view')).toHaveFocus();
  await userEvent.keyboard('North{Enter}');
  await expect.element(said()).toHaveTextContent('View “North” saved.');
  await expect.element(button('North')).toBeVisible();
  expect(localStorage.getItem(`callbook:views:${replica.user_id}:leads`)).toContain('North');
  await page.getByRole('button', { name: 'Lead', exact: true }).click();
  await expect.element(button('North changed')).toBeVisible();
  await userEvent.keyboard('{Control>}s{/Control}');
  await expect.element(button('North')).toBeVisible();
  await userEvent.keyboard('v1');
  await expect.poll(names).toHaveLength(4);
  await button('All leads').click();
  await item('North').click();
  await expect.poll(names).toEqual(['Alder', 'Cedar']);
});

test('a view is renamed and deleted, and an undo brings it back', async () => {
  const { replica } = await open({ at: '/leads?tag=["north"]', seed });
  const kept = () => localStorage.getItem(`callbook:views:${replica.user_id}:leads`);
  await userEvent.keyboard('{Control>}s{/Control}');
  await userEvent.keyboard('North{Enter}');
  await button('North').click();
  await item('Rename').click();
  await userEvent.fill(page.getByLabelText('Name of the view'), 'Up north');
  await userEvent.keyboard('{Enter}');
  await button('Up north').click();
  await item('Delete').click();
  await expect.element(said()).toHaveTextContent('View “Up north” deleted.');
  expect(kept()).toBe('[]');
  await userEvent.keyboard('u');
  await expect.poll(kept).toContain('Up north');
  expect(item('Share with everybody').query()).toBeNull();
});

test('everybody finds what is shared, without a network, and only an admin changes it', async () => {
  await open({ at: '/leads', seed, settings: { lead_views: [NORTH] } });
  await button('All leads').click();
  await item('North').click();
  await expect.poll(names).toEqual(['Alder', 'Cedar']);
  await button('North').click();
  await expect.element(item('Save as a new view')).toBeVisible();
  expect(item('Rename').query()).toBeNull();
  expect(item('Delete').query()).toBeNull();
});

test('an admin shares a view on top of what others have shared meanwhile, and the undo takes it back', async () => {
  const { server, serverFetch } = settingsServer([{ ...NORTH, name: 'Of a colleague' }], 1);
  await open({ at: '/leads?state=["WON"]', seed, user: { role: 'admin' }, serverFetch });
  await userEvent.keyboard('{Control>}s{/Control}');
  await userEvent.keyboard('Ours{Enter}');
  await button('Ours').click();
  await item('Share with everybody').click();
  await expect.element(said()).toHaveTextContent('View “Ours” is shared with everybody now.');
  expect(server.views.map(({ name }) => name)).toEqual(['Of a colleague', 'Ours']);
  expect(server.views[1]?.asks).toEqual({ state: ['WON'] });
  await userEvent.keyboard('u');
  await expect.poll(() => server.views.map(({ name }) => name)).toEqual(['Of a colleague']);
});

test('sharing without a network says so, and the view stays here', async () => {
  const serverFetch = async () => {
    throw new TypeError('Failed to fetch');
  };
  await open({ at: '/leads?state=["WON"]', seed, user: { role: 'admin' }, serverFetch });
  await userEvent.keyboard('{Control>}s{/Control}');
  await userEvent.keyboard('Ours{Enter}');
  await button('Ours').click();
  await item('Share with everybody').click();
  await expect.element(said()).toHaveTextContent('Views that everybody finds need the network.');
  await expect.element(button('Ours')).toBeVisible();
});
