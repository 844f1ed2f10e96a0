import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStorage } from '../testing/replica-fixture.ts';
import { LANGUAGE_KEY } from '../words/languages.ts';
import { createSealAtOnce, type SealAtOnce } from './seal-at-once.ts';
import { openSealedKept } from './sealed-kept.ts';

const DRAFT = 'callbook:draft:u1:quick-note';
const keyOf = (fill: number) => createSealAtOnce(new Uint8Array(32).fill(fill));

describe('the sealed storage of the page', () => {
  let below: Storage;
  let seal: SealAtOnce;
  let reports: string[];
  const open = (under = seal) => openSealedKept(below, under, (message) => void reports.push(message));
  const textBelow = () =>
    Array.from({ length: below.length }, (_, at) => below.getItem(below.key(at) ?? '')).join('\n');
  beforeEach(async () => {
    [below, seal, reports] = [memoryStorage(), await keyOf(1), []];
  });

  it('has each change on the disk as it returns, and no word of it readable there', () => {
    const storage = open();
    storage.setItem(DRAFT, 'Priya wants a ca');
    storage.setItem(DRAFT, 'Priya wants a call');
    expect(storage.getItem(DRAFT)).toBe('Priya wants a call');
    expect(textBelow()).not.toContain('Priya');
    const next = open();
    expect(next.getItem(DRAFT)).toBe('Priya wants a call');
    expect([next.length, next.key(0), next.key(1)]).toEqual([1, DRAFT, null]);
  });

  it('leaves the language in plain: the lock speaks it before anything can be opened', () => {
    below.setItem(LANGUAGE_KEY, 'ar');
    below.setItem('callbook.user', 'Priya');
    const storage = open();
    expect(below.getItem(LANGUAGE_KEY)).toBe('ar');
    expect(storage.getItem('callbook.user')).toBe('Priya');
    expect(below.getItem('callbook.user')).toMatch(/^sealed:/);
  });

  it('the last of many changes is the one that stays', () => {
    const storage = open();
    for (let at = 0; at < 20; at++) {
      storage.setItem(DRAFT, `text ${at}`);
    }
    expect(open().getItem(DRAFT)).toBe('text 19');
  });

  it('what is taken away does not come back', () => {
    const storage = open();
    storage.setItem(DRAFT, 'Priya');
    storage.removeItem(DRAFT);
    expect(below.length).toBe(0);
    storage.setItem('callbook:a', '1');
    storage.setItem('callbook:b', '2');
    storage.clear();
    expect([below.length, storage.length, storage.getItem('callbook:a')]).toEqual([0, 0, null]);
  });

  it('seals what an older version kept plainly, and leaves alone what is not ours', () => {
    below.setItem(DRAFT, 'Priya wants a call');
    below.setItem('mantine-color-scheme-value', 'dark');
    const storage = open();
    expect(storage.getItem(DRAFT)).toBe('Priya wants a call');
    expect(storage.getItem('mantine-color-scheme-value')).toBeNull();
    expect(textBelow()).not.toContain('Priya');
    expect(below.getItem('mantine-color-scheme-value')).toBe('dark');
  });

  it('what another key has sealed is told and stays where it is', async () => {
    const storage = open();
    storage.setItem(DRAFT, 'Priya');
    const before = below.getItem(DRAFT);
    expect(open(await keyOf(2)).getItem(DRAFT)).toBeNull();
    expect(reports).toHaveLength(1);
    expect(below.getItem(DRAFT)).toBe(before);
    expect(open().getItem(DRAFT)).toBe('Priya');
  });

  it('a disk that takes no more is told', () => {
    const storage = open();
    below.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    storage.setItem(DRAFT, 'Priya');
    expect(reports).toEqual([expect.stringContaining('no room')]);
    expect(reports[0]).not.toContain('Priya');
  });
});
