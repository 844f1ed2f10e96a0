import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStorage } from '../testing/replica-fixture.ts';
import { LANGUAGE_KEY } from '../words/languages.ts';
import { createSeal, type Seal } from './seal.ts';
import { openSealedKept } from './sealed-kept.ts';

const DRAFT = 'callbook:draft:u1:quick-note';
const keyOf = (fill: number) => createSeal(new Uint8Array(32).fill(fill));

describe('the sealed storage of the page', () => {
  let below: Storage;
  let seal: Seal;
  let reports: string[];
  const open = (under = seal) => openSealedKept(below, under, (message) => void reports.push(message));
  const textBelow = () =>
    Array.from({ length: below.length }, (_, at) => below.getItem(below.key(at) ?? '')).join('\n');
  beforeEach(async () => {
    [below, seal, reports] = [memoryStorage(), await keyOf(1), []];
  });

  it('answers at once, and holds no word of it on the disk', async () => {
    const { storage, flushed } = await open();
    storage.setItem(DRAFT, 'Priya wants a ca');
    storage.setItem(DRAFT, 'Priya wants a call');
    expect(storage.getItem(DRAFT)).toBe('Priya wants a call');
    await flushed();
    expect(textBelow()).not.toContain('Priya');
    const next = await open();
    expect(next.storage.getItem(DRAFT)).toBe('Priya wants a call');
    expect([next.storage.length, next.storage.key(0), next.storage.key(1)]).toEqual([1, DRAFT, null]);
  });

  it('leaves the language in plain: the lock speaks it before anything can be opened', async () => {
    below.setItem(LANGUAGE_KEY, 'ar');
    below.setItem('callbook.user', 'Priya');
    const { storage, flushed } = await open();
    await flushed();
    expect(below.getItem(LANGUAGE_KEY)).toBe('ar');
    expect(storage.getItem('callbook.user')).toBe('Priya');
    expect(below.getItem('callbook.user')).toMatch(/^sealed:/);
  });

  it('the last of many changes is the one that stays', async () => {
    const { storage, flushed } = await open();
    for (let at = 0; at < 20; at++) {
      storage.setItem(DRAFT, `text ${at}`);
      if (at % 3 === 0) await Promise.resolve();
    }
    await flushed();
    expect((await open()).storage.getItem(DRAFT)).toBe('text 19');
  });

  it('what is taken away does not come back by a change that was on its way', async () => {
    const { storage, flushed } = await open();
    storage.setItem(DRAFT, 'Priya');
    storage.removeItem(DRAFT);
    await flushed();
    expect(below.length).toBe(0);
    storage.setItem('callbook:a', '1');
    storage.setItem('callbook:b', '2');
    storage.clear();
    await flushed();
    expect([below.length, storage.length, storage.getItem('callbook:a')]).toEqual([0, 0, null]);
  });

  it('seals what an older version kept plainly, and leaves alone what is not ours', async () => {
    below.setItem(DRAFT, 'Priya wants a call');
    below.setItem('mantine-color-scheme-value', 'dark');
    const { storage } = await open();
    expect(storage.getItem(DRAFT)).toBe('Priya wants a call');
    expect(storage.getItem('mantine-color-scheme-value')).toBeNull();
    expect(textBelow()).not.toContain('Priya');
    expect(below.getItem('mantine-color-scheme-value')).toBe('dark');
  });

  it('what another key has sealed is told and stays where it is', async () => {
    const { storage, flushed } = await open();
    storage.setItem(DRAFT, 'Priya');
    await flushed();
    const before = below.getItem(DRAFT);
    expect((await open(await keyOf(2))).storage.getItem(DRAFT)).toBeNull();
    expect(reports).toHaveLength(1);
    expect(below.getItem(DRAFT)).toBe(before);
    expect((await open()).storage.getItem(DRAFT)).toBe('Priya');
  });

  it('a disk that takes no more is told', async () => {
    const { storage, flushed } = await open();
    below.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    storage.setItem(DRAFT, 'Priya');
    await flushed();
    expect(reports).toEqual([expect.stringContaining('no room')]);
    expect(reports[0]).not.toContain('Priya');
  });
});
