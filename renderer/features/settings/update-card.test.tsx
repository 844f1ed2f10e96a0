import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { DesktopApi, UpdateState } from '../../../electron/ipc/contract.ts';
import { bareDesktop } from '../../testing/bare-desktop.ts';
import { openStage } from '../../testing/stage.tsx';
import { updateWords } from './update-words.ts';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  delete window.callbook;
});

const NOTHING: UpdateState = {
  ...{ status: 'idle', version: null, notes: null, percent: null },
  ...{ checked_at: null, problem: null, download: 'auto' },
};

/** The settings in a desktop program whose updates stand so; `become` changes that. */
async function open(given: Partial<UpdateState>) {
  let state: UpdateState = { ...NOTHING, ...given };
  const asked: string[] = [];
  const listeners = new Set<() => void>();
  const note = (what: string) => async () => void asked.push(what);
  const desktop: DesktopApi = {
    ...bareDesktop,
    updateState: async () => state,
    updateCheck: note('check'),
    updateDownload: note('download'),
    updateInstall: note('install'),
    setUpdateDownload: async (how) => become({ download: how }),
    onUpdateChanged: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  function become(next: Partial<UpdateState>) {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }
  window.callbook = desktop;
  const stage = await openStage({ at: '/settings' });
  close = stage.close;
  return { asked, become, listeners, card: page.getByRole('region', { name: 'Updates' }) };
}

describe('the card "Updates"', () => {
  it('leads from looking to restarting, and says what is new', async () => {
    const { asked, become, card } = await open({});
    await card.getByRole('button', { name: 'Look for updates' }).click();
    become({ status: 'waiting', version: '1.1.0', notes: 'Calls are found faster.' });
    await expect.element(card.getByText('Calls are found faster.')).toBeVisible();
    await card.getByRole('button', { name: 'Load it now' }).click();
    become({ status: 'downloading', percent: 40 });
    await expect.element(card.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40');
    expect(page.getByRole('button', { name: 'Restart to update' }).elements()).toEqual([]);
    become({ status: 'ready', percent: null });
    await card.getByRole('button', { name: 'Restart to update' }).click();
    expect(asked).toEqual(['check', 'download', 'install']);
  });

  it('is joined by a button on every screen once the new version is loaded', async () => {
    const { asked, become } = await open({});
    window.location.hash = '';
    become({ status: 'ready', version: '1.1.0' });
    const bar = page.getByRole('banner').getByRole('button', { name: 'Restart to update' });
    await bar.click();
    expect(asked).toEqual(['install']);
  });

  it('lets the person choose when updates are loaded', async () => {
    const { card } = await open({ status: 'current' });
    const choice = card.getByRole('switch', { name: /Load updates by themselves/ });
    await expect.element(choice).toBeChecked();
    await choice.click();
    await expect.element(choice).not.toBeChecked();
  });

  it('is not there in a browser', async () => {
    const stage = await openStage({ at: '/settings' });
    close = stage.close;
    await expect.element(page.getByRole('region', { name: 'Cover' })).toBeVisible();
    expect(page.getByRole('region', { name: 'Updates' }).elements()).toEqual([]);
  });
});

describe('the words about updates', () => {
  const words = (state: Partial<UpdateState>) =>
    updateWords({ ...NOTHING, ...state }, '2026-03-02T12:00:00.000Z', 'Europe/Berlin');

  it('say when the server was asked, on the clock of the person', () => {
    const checked_at = '2026-03-02T09:15:00.000Z';
    expect(words({ status: 'current', checked_at }).words).toBe(
      'This is the newest version, as of today 10:15.',
    );
  });

  it.each(['not_signed', 'expired', 'damaged', 'disk_full', 'unreachable'] as const)(
    'are words for people, and lead on, where it has failed: %s',
    (problem) => {
      expect(words({ status: 'failed', problem })).toMatchObject({ bad: true, step: { is: 'check' } });
      expect(words({ status: 'failed', problem }).words).not.toContain('_');
    },
  );

  it('ask for nothing of a program that does not update itself', () => {
    expect(words({ status: 'off' }).step).toBeNull();
  });
});
