import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { aUser } from '#domain/testing/builders.ts';
import { openStage, type StageOptions } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

const jonas = aUser({ name: 'Jonas' });
const gone = aUser({ name: 'Left', is_active: false });
const handover = { to_id: jonas.id, from_on: '2026-03-03', to_on: '2026-03-06' };

/** The settings of somebody; `answer` stands for the server's to what the card asks. */
async function open(answer: () => Response | null, user: StageOptions['user'] = {}) {
  const asked: { method: string; body: unknown }[] = [];
  const serverFetch = async (_path: string, init: RequestInit = {}) => {
    asked.push({ method: init.method ?? '', body: init.body ? JSON.parse(String(init.body)) : null });
    const given = answer();
    if (given === null) throw new TypeError('Failed to fetch');
    return given;
  };
  const stage = await openStage({ at: '/settings', user, seed: { users: [jonas, gone] }, serverFetch });
  close = stage.close;
  return { ...stage, asked, card: page.getByRole('region', { name: 'Cover' }) };
}
const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

describe('the card "Cover"', () => {
  it('hands over to a colleague for the chosen days, and shows what the sync brings back', async () => {
    const { server, user, card, asked } = await open(() => {
      const next = { ...user, handover, write_id: jonas.id };
      server.write(user.id, 'users', next);
      return json({});
    });
    await expect.element(card.getByLabelText('Colleague')).toHaveTextContent('Jonas');
    await expect.element(card.getByLabelText('Colleague')).not.toHaveTextContent('Left');
    await card.getByLabelText('First day').fill('2026-03-03');
    await card.getByLabelText('Last day').fill('2026-03-06');
    await card.getByRole('button', { name: 'Hand over' }).click();
    await expect
      .element(card.getByText('Jonas covers for you from Tue 3 Mar until Fri 6 Mar.'))
      .toBeVisible();
    expect(asked).toEqual([{ method: 'PUT', body: handover }]);
  });

  it('ends what is agreed', async () => {
    const { server, user, card, asked } = await open(
      () => {
        const next = { ...user, handover: null, write_id: jonas.id };
        server.write(user.id, 'users', next);
        return json({});
      },
      { handover },
    );
    await card.getByRole('button', { name: 'End it' }).click();
    await expect.element(card.getByRole('button', { name: 'Hand over' })).toBeVisible();
    expect(asked).toEqual([{ method: 'DELETE', body: null }]);
  });

  it('says in plain words what keeps it from being done', async () => {
    const answers = [
      { answer: null, words: /needs the network/ },
      { answer: () => json({}, 500), words: /in an unknown way/ },
      { answer: () => json({ code: 'unknown_assignee' }, 422), words: /no such person/ },
    ];
    let next = 0;
    const { card } = await open(() => answers[next]?.answer?.() ?? null);
    for (const { words } of answers) {
      await card.getByRole('button', { name: 'Hand over' }).click();
      await expect.element(card.getByRole('alert')).toHaveTextContent(words);
      next += 1;
    }
  });

  it('says so where nobody else is there', async () => {
    ({ close } = await openStage({ at: '/settings' }));
    await expect.element(page.getByText('There is no colleague who could cover for you.')).toBeVisible();
  });
});
