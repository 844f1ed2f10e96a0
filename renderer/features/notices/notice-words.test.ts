import { describe, expect, it } from 'vitest';
import type { Notice } from '#domain/notice/notice.ts';
import { wordsOfNotices } from './notice-words.ts';

const NOW = '2026-03-02T12:00:00.000Z';
const NAMES: Record<string, string> = { a: 'Alder', b: 'Birch', c: 'Cedar', d: 'Dogwood' };
const at = { nameOf: (id: string) => NAMES[id] ?? null, names: true, now: NOW, time_zone: 'Europe/Berlin' };
const aNotice = (lead_id: string | null, event: Notice['event'] = 'call'): Notice => ({
  ...{ event, key: `${event} ${lead_id}`, at: '2026-03-02T14:00:00.000Z', waits: false, lead_id },
});

describe('the words of a notice', () => {
  it('of one call name the lead and the hour by my clock, and lead to it', () => {
    expect(wordsOfNotices('call', [aNotice('a')], at)).toEqual({
      ...{ id: 'call a', title: 'A call is due now', body: 'Alder, 15:00', route: '/leads/a' },
    });
  });

  it('of many say how many, name three, and lead to where they stand', () => {
    const all = ['a', 'b', 'c', 'd', 'gone'].map((id) => aNotice(id));
    expect(wordsOfNotices('call', all, at)).toEqual({
      ...{
        id: 'call',
        title: '5 calls are due now',
        body: 'Alder, Birch, Cedar and 2 more',
        route: '/today',
      },
    });
    expect(wordsOfNotices('call', all.slice(0, 2), at).body).toBe('Alder, Birch');
  });

  it('name nobody where that is not wanted, or where nobody is known', () => {
    expect(wordsOfNotices('call', [aNotice('a')], { ...at, names: false }).body).toBe(
      'Open Callbook to see more.',
    );
    expect(wordsOfNotices('assigned', [aNotice('gone', 'assigned')], at).body).toBe(
      'Open Callbook to see more.',
    );
  });

  it.each([
    ['answer', 'A first answer is due', '/leads/a', '2 first answers are due', '/triage'],
    ['assigned', 'A lead is yours now', '/leads/a', '2 leads are yours now', '/leads'],
    [
      'attention',
      'A change needs your attention',
      '/attention',
      '2 changes need your attention',
      '/attention',
    ],
    ['mail', 'A mail could not be sent', '/admin/outbox', '2 mails could not be sent', '/admin/outbox'],
  ] as const)('of %s lead to where something can be done', (event, one, oneAt, two, twoAt) => {
    const [a, b] = [aNotice('a', event), aNotice('b', event)];
    expect(wordsOfNotices(event, [a], at)).toMatchObject({ title: one, route: oneAt, body: 'Alder' });
    expect(wordsOfNotices(event, [a, b], at)).toMatchObject({
      title: two,
      route: twoAt,
      body: 'Alder, Birch',
    });
  });
});
