import { afterEach, describe, expect, it, vi } from 'vitest';
import { bareDesktop } from '../testing/bare-desktop.ts';
import { systemNotices } from './system-notices.ts';

const NOTICE = { id: 'call a', title: 'A call is due now', body: 'Alder', route: '/leads/a' };
afterEach(() => {
  delete window.callbook;
  vi.unstubAllGlobals();
});

/** A browser whose person has answered so; `asked` counts how often it had to ask. */
function aBrowser(permission: NotificationPermission, answer: NotificationPermission = 'granted') {
  const seen = {
    closed: 0,
    asked: 0,
    shown: [] as { title: string; options: NotificationOptions; onclick: () => void }[],
  };
  class Shown {
    static permission = permission;
    static requestPermission = async () => {
      seen.asked += 1;
      Shown.permission = answer;
      return answer;
    };
    onclick = () => undefined;
    constructor(title: string, options: NotificationOptions) {
      seen.shown.push({ title, options, onclick: () => this.onclick() });
    }
    close() {
      seen.closed += 1;
    }
  }
  vi.stubGlobal('Notification', Shown);
  return seen;
}

describe('in a browser', () => {
  it('a notice is shown where the person allows it, one of an id at a time, and a click leads where it says', async () => {
    const seen = aBrowser('granted');
    expect(await systemNotices().show(NOTICE)).toBe(true);
    expect(seen.shown).toMatchObject([{ title: NOTICE.title, options: { body: 'Alder', tag: 'call a' } }]);
    seen.shown[0]?.onclick();
    expect([seen.closed, window.location.hash]).toEqual([1, '#/leads/a']);
    window.location.hash = '';
  });

  it('nothing is shown, and nobody asked, until the person is asked by a click', async () => {
    const seen = aBrowser('default');
    const notices = systemNotices();
    expect([notices.are(), await notices.show(NOTICE), seen.asked]).toEqual(['ask', false, 0]);
    expect([await notices.ask(), seen.asked]).toEqual(['shown', 1]);
    expect(await notices.show(NOTICE)).toBe(true);
    expect([await notices.ask(), seen.asked]).toEqual(['shown', 1]);
  });

  it('a refusal is a refusal, and so is a browser that has no notices', async () => {
    aBrowser('denied');
    expect([systemNotices().are(), await systemNotices().show(NOTICE)]).toEqual(['refused', false]);
    vi.stubGlobal(
      'Notification',
      Object.assign(
        () => {
          throw new TypeError('Illegal constructor');
        },
        { permission: 'granted' },
      ),
    );
    expect(await systemNotices().show(NOTICE)).toBe(false);
  });
});

it('the desktop program is told, and what it cannot show is not shown', async () => {
  const asked: unknown[] = [];
  window.callbook = { ...bareDesktop, notify: async (notice) => asked.push(notice) > 0 };
  expect([systemNotices().are(), await systemNotices().ask()]).toEqual(['shown', 'shown']);
  expect(await systemNotices().show(NOTICE)).toBe(true);
  expect(asked).toEqual([NOTICE]);
  window.callbook = bareDesktop;
  expect(await systemNotices().show(NOTICE)).toBe(false);
});
