import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Notice } from '../../../electron/ipc/contract.ts';
import { bareDesktop } from '../../testing/bare-desktop.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  window.localStorage.clear();
  await page.viewport(1280, 800);
});
afterEach(async () => {
  await close();
  delete window.callbook;
  vi.unstubAllGlobals();
});

const card = () => page.getByRole('region', { name: 'Notices' });
const turn = (name: string) => card().getByRole('switch', { name });

async function open(role: 'admin' | 'kam' = 'kam') {
  const stage = await openStage({ at: '/settings', user: { role } });
  close = stage.close;
  await expect.element(card()).toBeVisible();
}

describe('the card "Notices"', () => {
  it('has one switch for each event that concerns the person, and says what comes by mail', async () => {
    await open();
    const rows = () =>
      card()
        .getByRole('row')
        .elements()
        .slice(1)
        .map((row) => [
          row.querySelector('th')?.textContent,
          row.querySelector('td:last-child')?.textContent,
        ]);
    expect(rows()).toEqual([
      ['A call that I promised or put off is due', 'none'],
      ['The first answer to a lead is due soon', 'always'],
      ['A lead is given to me', 'always'],
      ['Work of mine was not taken by the server', 'none'],
    ]);
    await close();
    await open('admin');
    expect(rows().at(-1)).toEqual(['A mail could not be sent', 'none']);
  });

  it('keeps what was chosen on this computer', async () => {
    await open();
    const call = 'A call that I promised or put off is due: notice here';
    await turn(call).click();
    await turn('Name leads in notices').click();
    await expect.element(turn(call)).not.toBeChecked();
    const kept = Object.values({ ...window.localStorage }).flatMap((text) =>
      String(text).includes('"quiet"') ? [JSON.parse(String(text))] : [],
    );
    expect(kept).toEqual([{ off: ['call'], quiet: true, names: false }]);
    await turn(call).click();
    await expect.element(turn(call)).toBeChecked();
    await turn('Outside my working hours, keep what can wait').click();
    await expect.element(turn('Outside my working hours, keep what can wait')).not.toBeChecked();
  });

  it('shows a test notice by the desktop program, and says where the system shows none', async () => {
    const shown: Notice[] = [];
    let works = true;
    window.callbook = {
      ...bareDesktop,
      notify: async (notice) => {
        shown.push(notice);
        return works;
      },
    };
    await open();
    await card().getByRole('button', { name: 'Show a test notice' }).click();
    await expect.element(card().getByRole('status')).toHaveTextContent('It was handed to the system.');
    expect(shown.map(({ title, route }) => [title, route])).toEqual([['This is a test notice', '/settings']]);
    works = false;
    await card().getByRole('button', { name: 'Show a test notice' }).click();
    await expect.element(card().getByRole('status')).toHaveTextContent('The system shows no notices here.');
  });

  it('asks the browser at a click only, and says what it answered', async () => {
    let asked = 0;
    const Browser = {
      permission: 'default',
      requestPermission: async () => {
        asked += 1;
        Browser.permission = 'denied';
      },
    };
    vi.stubGlobal('Notification', Browser);
    await open();
    await expect.element(card().getByText(/has not been asked yet/)).toBeVisible();
    expect(asked).toBe(0);
    await card().getByRole('button', { name: 'Ask the browser' }).click();
    await expect.element(card().getByText(/Allow notifications for this page/)).toBeVisible();
    expect([asked, card().getByRole('button').elements().length]).toEqual([1, 0]);
  });
});
