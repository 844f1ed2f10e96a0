// The day on paper, on a real replica. It is Monday 2 March 2026, 13:00 in Berlin.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { bareDesktop } from '../../testing/bare-desktop.ts';
import { openStage } from '../../testing/stage.tsx';

const ALWAYS = { '1': [['00:00', '24:00']] as [string, string][] };
let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  delete window.callbook;
});

/** Thirty leads, more than the list draws at once. `says`: what the program answers. */
async function open(says: () => Promise<boolean>) {
  const papers: string[][] = [];
  const asked: string[] = [];
  const paper = (what: string) => {
    asked.push(what);
    papers.push(
      [...document.querySelectorAll('section[aria-label="The day on paper"] tbody tr')].map(
        (row) => row.textContent ?? '',
      ),
    );
    return says();
  };
  window.callbook = { ...bareDesktop, printPage: () => paper('print'), savePage: (name) => paper(name) };
  const leads = Array.from({ length: 30 }, (_, n) =>
    aLead({
      name: `Lead ${String(n).padStart(2, '0')}`,
      city: 'Leipzig',
      phone: `+49 341 ${1000 + n}`,
      call_hours: ALWAYS,
    }),
  );
  const stage = await openStage({
    at: '/today',
    seed: {
      leads,
      interactions: leads.map(({ id }) => aCall({ lead_id: id, occurred_at: '2026-02-16T10:00:00.000Z' })),
      pocs: [aPoc({ lead_id: leads[0]?.id ?? '', name: 'Mara Lind', phone: '+49 170 1', is_primary: true })],
    },
  });
  close = stage.close;
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Print' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  return { asked, papers, choose };
}

const paperIsGone = () =>
  expect.poll(() => document.querySelector('section[aria-label="The day on paper"]')).toBeNull();

it('holds everybody who is to be called, with whom to call and why, and is gone afterwards', async () => {
  const { asked, papers, choose } = await open(async () => true);
  await choose('Print the day');
  await expect.poll(() => asked).toEqual(['print']);
  expect(papers[0]).toHaveLength(30);
  expect(papers[0]?.find((row) => row.includes('Lead 00'))).toMatch(
    /Leipzig.*Mara Lind.*\+49 170 1.*13:00.*late.*last call/,
  );
  expect(papers[0]?.find((row) => row.includes('Lead 29'))).toContain('+49 341 1029');
  await paperIsGone();
});

it('is saved as a PDF under the name of the day', async () => {
  const { asked, choose } = await open(async () => true);
  await choose('Save the day as PDF');
  await expect.poll(() => asked).toEqual(['calls-2026-03-02.pdf']);
  await paperIsGone();
});

it('says so when it could not be written', async () => {
  const { choose } = await open(() => Promise.reject(new Error('ENOSPC')));
  await choose('Save the day as PDF');
  await expect
    .element(page.getByRole('status', { name: 'Last action' }))
    .toHaveTextContent('The day plan could not be put on paper.');
  await paperIsGone();
});
