import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { aUser } from '#domain/testing/builders.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

const WRITE = aUser().id;
const card = () => page.getByRole('region', { name: 'Working hours' });

/** The settings of somebody; `reached` says whether the server answers. */
async function open(reached: () => boolean) {
  const asked: unknown[] = [];
  const stage = await openStage({
    at: '/settings',
    serverFetch: async (path, init = {}) => {
      if (!reached()) throw new TypeError('Failed to fetch');
      const given = JSON.parse(String(init.body));
      asked.push([init.method, path.replace(stage.user.id, 'me'), given]);
      const next = { ...stage.user, ...given, write_id: WRITE };
      stage.server.write(stage.user.id, 'users', next);
      return new Response(JSON.stringify(next), { headers: { 'content-type': 'application/json' } });
    },
  });
  close = stage.close;
  return asked;
}

describe('the card "Working hours"', () => {
  it('sets when I work, and shows what the sync brings back', async () => {
    const asked = await open(() => true);
    await expect.element(card().getByText(/Now: Mon–Fri 09:00-18:00, by the clock of/)).toBeVisible();
    await card().getByRole('checkbox').click();
    await card().getByLabelText('Hours on Saturday').fill('10-14');
    await card().getByRole('button', { name: 'Save the hours' }).click();
    await expect.element(card().getByText(/Now: Mon–Fri 09:00-18:00, Sat 10:00-14:00/)).toBeVisible();
    const usual = [['09:00', '18:00']];
    const working_hours = {
      ...{ 1: usual, 2: usual, 3: usual, 4: usual, 5: usual },
      6: [['10:00', '14:00']],
    };
    expect(asked).toEqual([['PUT', '/api/users/me/working_hours', { working_hours }]]);
  });

  it('keeps what was typed where the server cannot be reached, and says so', async () => {
    let reached = false;
    const asked = await open(() => reached);
    await card().getByRole('checkbox').click();
    await card().getByLabelText('Hours on Sunday').fill('9-10');
    await card().getByRole('button', { name: 'Save the hours' }).click();
    await expect.element(card().getByRole('alert')).toHaveTextContent(/needs the server/);
    await expect.element(card().getByLabelText('Hours on Sunday')).toHaveValue('9-10');
    reached = true;
    await card().getByRole('button', { name: 'Save the hours' }).click();
    await expect.element(card().getByText(/Sun 09:00-10:00/)).toBeVisible();
    expect(asked).toHaveLength(1);
  });
});
