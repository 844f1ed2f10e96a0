import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { aLead } from '#domain/testing/builders.ts';
import type { DesktopApi } from '../../../electron/ipc/contract.ts';
import { bareDesktop } from '../../testing/bare-desktop.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  delete window.callbook;
});

async function open(desktop: Partial<DesktopApi> | null) {
  if (desktop !== null) window.callbook = { ...bareDesktop, ...desktop };
  const stage = await openStage({ at: '/settings', seed: { leads: [aLead({ name: 'Alder' })] } });
  close = stage.close;
  await expect.element(page.getByRole('heading', { name: 'Colours' })).toBeVisible();
}

const starts = () => page.getByRole('switch', { name: 'Start Callbook when I sign in to this computer' });
const look = () => page.getByRole('button', { name: 'Diagnostics' });

it('the program starts with the computer when that is chosen, and the switch shows what is so', async () => {
  let on = false;
  await open({
    launchAtLogin: async () => on,
    setLaunchAtLogin: async (next) => {
      on = next;
    },
  });
  await expect.element(starts()).not.toBeChecked();
  await starts().click();
  await expect.element(starts()).toBeChecked();
  expect(on).toBe(true);
});

it('a choice that the system does not take is not shown as taken', async () => {
  await open({
    launchAtLogin: async () => false,
    setLaunchAtLogin: () => Promise.reject(new Error('EACCES')),
  });
  await starts().click();
  await expect.element(starts()).not.toBeChecked();
});

it('where the system cannot start it there is no switch, and in a browser no section', async () => {
  await open({});
  await expect.element(look()).toBeVisible();
  expect(starts().elements()).toHaveLength(0);
  await close();
  delete window.callbook;
  await open(null);
  expect(look().elements()).toHaveLength(0);
});

it('diagnostics are shown before they are saved, and saved as they are shown', async () => {
  const saved: string[] = [];
  const asked: Record<string, number>[] = [];
  await open({
    diagnostics: async (counts) => {
      asked.push(counts);
      return 'Program\n  Callbook 1.0.0';
    },
    saveFile: async (name, bytes) => saved.push(name, new TextDecoder().decode(bytes)) > 0,
  });
  await look().click();
  await expect.element(page.getByLabelText('What would be saved')).toHaveValue('Program\n  Callbook 1.0.0');
  expect([asked[0]?.['leads'], saved]).toEqual([1, []]);
  await page.getByRole('button', { name: 'Save as a file' }).click();
  await expect.poll(() => saved).toEqual(['callbook-diagnostics.txt', 'Program\n  Callbook 1.0.0']);
  await expect.poll(() => page.getByRole('dialog').elements()).toHaveLength(0);
});

it('what could not be read or saved is said', async () => {
  let readable = false;
  await open({
    diagnostics: () => (readable ? Promise.resolve('text') : Promise.reject(new Error('x'))),
    saveFile: () => Promise.reject(new Error('ENOSPC')),
  });
  await look().click();
  await expect
    .element(page.getByRole('region', { name: 'This computer' }).getByRole('alert'))
    .toHaveTextContent('They could not be read.');
  readable = true;
  await look().click();
  await page.getByRole('button', { name: 'Save as a file' }).click();
  await expect
    .element(page.getByRole('dialog').getByRole('alert'))
    .toHaveTextContent('They could not be saved there. Choose another place.');
});
