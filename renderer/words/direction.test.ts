import { afterEach, describe, expect, it } from 'vitest';
import { isRightToLeft, readingKey } from './direction.ts';

afterEach(() => document.documentElement.removeAttribute('dir'));

describe('keys that point', () => {
  it('go on to the right where one reads from left to right', () => {
    expect(isRightToLeft()).toBe(false);
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'h'].map(readingKey)).toEqual([
      'ArrowLeft',
      'ArrowRight',
      'ArrowUp',
      'h',
    ]);
  });

  it('go on to the left where one reads from right to left', () => {
    document.documentElement.dir = 'rtl';
    expect(isRightToLeft()).toBe(true);
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'h'].map(readingKey)).toEqual([
      'ArrowRight',
      'ArrowLeft',
      'ArrowUp',
      'h',
    ]);
  });
});
