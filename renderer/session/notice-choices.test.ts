import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../testing/replica-fixture.ts';
import { openNoticeChoices, openTold } from './notice-choices.ts';

const NOW = '2026-03-02T12:00:00.000Z';

describe('the choices of notices', () => {
  it('are kept for the next start, and for this person alone', () => {
    const kept = memoryStorage();
    const choices = openNoticeChoices(kept, 'kim');
    expect(choices.get()).toEqual({ off: [], quiet: true, names: true });
    let heard = 0;
    choices.subscribe(() => {
      heard += 1;
    });
    choices.set({ off: ['mail'], quiet: false, names: false });
    expect(heard).toBe(1);
    expect(openNoticeChoices(kept, 'kim').get()).toEqual({ off: ['mail'], quiet: false, names: false });
    expect(openNoticeChoices(kept, 'jonas').get().off).toEqual([]);
  });

  it.each(['', '{', '{"off":["nothing known"],"quiet":true,"names":true}'])(
    'are the usual ones behind %j',
    (text) => {
      const kept = memoryStorage();
      kept.setItem('callbook:notices:kim:choices', text);
      expect(openNoticeChoices(kept, 'kim').get()).toEqual({ off: [], quiet: true, names: true });
    },
  );

  it('hold until the program ends where the storage is full', () => {
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const choices = openNoticeChoices(full, 'kim');
    choices.set({ off: ['call'], quiet: true, names: true });
    expect(choices.get().off).toEqual(['call']);
  });
});

describe('what was told', () => {
  it('begins at the first start on a computer, and goes on from there at the next', () => {
    const kept = memoryStorage();
    const told = openTold(kept, 'kim', NOW);
    expect(told.get()).toEqual({ since: NOW, keys: {} });
    told.set({ since: NOW, keys: { a: NOW } });
    expect(openTold(kept, 'kim', '2026-03-05T12:00:00.000Z').get()).toEqual({ since: NOW, keys: { a: NOW } });
  });
});
