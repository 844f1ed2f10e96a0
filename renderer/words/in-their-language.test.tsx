// Today in Arabic, as it stands on the screen: from right to left, and by keyboard. It is Monday 2 March 2026, 13:00 in
// Berlin.
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aCall, aLead, anOrder, aUser } from '#domain/testing/builders.ts';
import { ENGLISH } from '#domain/tongue.ts';
import { languageOf, tongueOf } from './languages.ts';
import { speak } from './say.ts';

speak(await tongueOf(languageOf('ar', [])));
document.documentElement.dir = 'rtl';
// Only now: words stand in constants of the screens' modules too.
const { openStage } = await import('../testing/stage.tsx');

const me = aUser();
const always = { '1': [['00:00', '24:00']] as [string, string][] };
const lead = aLead({
  name: 'Alder & Sons',
  city: 'Kiel',
  phone: '+49 30 1234567',
  assignee_id: me.id,
  call_hours: always,
});

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(async () => {
  await page.viewport(1280, 800);
  ({ close } = await openStage({
    at: '/today',
    user: me,
    seed: {
      leads: [lead],
      interactions: [
        aCall({ lead_id: lead.id, occurred_at: '2026-02-16T10:00:00.000Z', note: 'يريد الطحين يوم الاثنين' }),
        anOrder({ lead_id: lead.id, occurred_at: '2026-02-16T10:00:00.000Z' }),
      ],
    },
  }));
});
afterEach(() => close());
afterAll(() => {
  speak(ENGLISH);
  document.documentElement.removeAttribute('dir');
});

const leftOf = (element: Element): number => element.getBoundingClientRect().left;

describe('Today in Arabic', () => {
  it('stands the other way round: the rail, the list and the call from right to left', async () => {
    const list = page.getByRole('listbox', { name: 'اليوم' });
    await expect.element(list).toBeVisible();
    const rail = page.getByRole('navigation', { name: 'الأماكن' }).element();
    const panel = page.getByRole('complementary', { name: /Alder/ }).element();
    expect(leftOf(rail)).toBeGreaterThan(leftOf(list.element()));
    expect(leftOf(list.element())).toBeGreaterThan(leftOf(panel));
  });

  it('keeps a telephone number in its order, and a note in its own direction', async () => {
    const number = page.getByText('+49 30 1234567', { exact: true }).first().element();
    expect(getComputedStyle(number).unicodeBidi).toBe('isolate');
    expect(number.closest('bdi')).not.toBeNull();
    const note = page.getByText('يريد الطحين يوم الاثنين').element();
    expect(getComputedStyle(note).direction).toBe('rtl');
  });

  it('logs a call by the same keys, and says so', async () => {
    await userEvent.keyboard('1');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByRole('status', { name: 'آخر فعل' })).toHaveTextContent('سُجلت المكالمة');
  });
});
