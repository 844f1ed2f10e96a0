import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { bareDesktop } from '../../testing/bare-desktop.ts';
import { openStage } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  delete window.callbook;
});

const card = () => page.getByRole('region', { name: 'Data on this computer' });
const fact = (name: string) =>
  [...document.querySelectorAll('dt')].find((term) => term.textContent === name)?.nextElementSibling
    ?.textContent;
const alder = aLead({ name: 'Alder' });
const seed = {
  leads: [alder, aLead({ name: 'Birch' })],
  interactions: [aCall({ lead_id: alder.id, occurred_at: '2026-02-16T10:00:00.000Z' })],
};

async function open(role: 'manager' | 'kam', given: Partial<Parameters<typeof openStage>[0]> = {}) {
  const stage = await openStage({ at: '/settings', seed, user: { role }, ...given });
  close = stage.close;
  return stage;
}

describe('the card "Data on this computer"', () => {
  it('says how much of each kind is here, and how much room it has', async () => {
    await open('kam');
    await expect.element(card().getByText('Calls, notes and orders')).toBeVisible();
    expect([fact('Leads'), fact('Calls, notes and orders'), fact('Contacts')]).toEqual(['2', '1', '0']);
    expect(fact('Résumés, to be read without a network')).toBe('0 files, 0 bytes');
    expect(fact('Room on the disk')).toMatch(/^about .+ of .+/);
    await expect.element(card().getByRole('button', { name: 'Forget the kept files' })).toBeDisabled();
  });

  it('forgets the kept files, and says so', async () => {
    // The desktop program has the viewers of résumés on the disk and fetches none of them first.
    window.callbook = bareDesktop;
    const résumé = { kind: 'file', name: 'cv.txt', size: 5 } as const;
    const fresh = aLead({
      name: 'Cedar',
      state: 'PENDING',
      resume: résumé,
      sla_due_at: '2026-03-02T13:00:00.000Z',
    });
    const { router } = await open('manager', {
      seed: { leads: [fresh] },
      serverFetch: async (path) =>
        String(path).endsWith('/resume')
          ? new Response('hello', {
              headers: {
                'content-type': 'text/plain',
                'content-disposition': 'attachment; filename="cv.txt"',
              },
            })
          : new Response('{}', { status: 404 }),
    });
    const files = 'Résumés, to be read without a network';
    await vi.waitFor(
      async () => {
        await router.navigate({ to: '/sync' });
        await router.navigate({ to: '/settings' });
        await vi.waitFor(() => expect(fact(files)).toBe('1 file, 5 bytes'), { timeout: 800 });
      },
      { timeout: 15_000 },
    );
    await card().getByRole('button', { name: 'Forget the kept files' }).click();
    await vi.waitFor(() => expect(fact(files)).toBe('0 files, 0 bytes'));
    await expect.element(page.getByText(/The kept files are gone from this computer/)).toBeVisible();
  });

  it('exports all of it for who may take lists away, and says when nothing was saved', async () => {
    const saved: { name: string; files: string[] }[] = [];
    let agreed = true;
    window.callbook = {
      ...bareDesktop,
      saveFile: async (name, bytes) => {
        if (agreed) saved.push({ name, files: Object.keys(unzipSync(bytes)) });
        return agreed;
      },
    };
    await open('manager');
    const start = card().getByRole('button', { name: 'Export my data …' });
    await start.click();
    await expect.element(card().getByRole('status')).toHaveTextContent('Saved.');
    expect(saved).toHaveLength(1);
    expect(saved[0]?.name).toBe('callbook-data-2026-03-02.zip');
    expect(saved[0]?.files).toContain('csv/leads.csv');
    agreed = false;
    await start.click();
    await expect.element(card().getByRole('status')).toHaveTextContent('Stopped. Nothing was saved.');
    expect(saved).toHaveLength(1);
  });

  it('offers a KAM no export, and says whom to ask', async () => {
    await open('kam');
    await expect.element(card().getByText(/Managers and admins can export/)).toBeVisible();
    expect(card().getByRole('button', { name: 'Export my data …' }).elements()).toHaveLength(0);
  });
});
