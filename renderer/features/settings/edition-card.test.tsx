import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { createStore } from 'zustand/vanilla';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(() => close());

describe('the browser edition', () => {
  it('says in the settings what only the desktop program has', async () => {
    ({ close } = await openStage({ at: '/settings' }));
    const card = page.getByRole('region', { name: 'Browser edition' });
    await expect.element(card.getByText('Only the desktop program has:')).toBeVisible();
    expect(card.getByRole('listitem').elements()).toHaveLength(5);
  });

  it('tells of a newer version on every screen, and opens it when it is told to', async () => {
    const store = createStore(() => ({ ready: false }));
    let taken = 0;
    const newerVersion = {
      store,
      start: async () => undefined,
      look: async () => undefined,
      take: () => {
        taken += 1;
      },
    };
    ({ close } = await openStage({ at: '/sync', newerVersion }));
    const reload = page.getByRole('banner').getByRole('button', { name: 'New version: reload now' });
    expect(reload.elements()).toEqual([]);
    store.setState({ ready: true });
    await reload.click();
    expect(taken).toBe(1);
  });
});
