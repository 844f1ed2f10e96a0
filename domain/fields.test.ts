import { describe, expect, it } from 'vitest';
import {
  emailSchema,
  hasControlCharacters,
  label,
  optional,
  phoneSchema,
  sameWords,
  text,
} from './fields.ts';

describe('text fields', () => {
  it.each(['\u0000', 'a\u0007', 'line\r', '\u007f', '\u0085', '\ud800'])(
    'refuse the control character in %j',
    (value) => {
      expect(text(10).safeParse(value).success).toBe(false);
      expect(hasControlCharacters(value)).toBe(true);
    },
  );

  it('take tabs, newlines and every script, as they are', () => {
    const value = '\tA\nБ 😀 漢 é';
    expect(text(40).parse(value)).toBe(value);
  });

  it('say how long they may be', () => {
    expect(text(3).safeParse('four').error?.issues[0]?.message).toBe('must have at most 3 characters');
    expect(text(9, 2).safeParse('a').error?.issues[0]?.message).toBe('must have at least 2 characters');
    expect(label(9).safeParse('').error?.issues[0]?.message).toBe('must not be empty');
    expect(label(9).safeParse('  ').error?.issues[0]?.message).toBe('must not be blank');
  });

  it('treat null and absent alike', () => {
    expect(optional(text(3)).parse(undefined)).toBeNull();
    expect(optional(text(3)).parse(null)).toBeNull();
    expect(optional(text(3)).parse('')).toBe('');
  });

  it('are the same in whatever case, between whatever blanks, and never the same as nothing', () => {
    expect(sameWords(' M\u00fcnchen', 'MU\u0308NCHEN ')).toBe(true);
    expect([sameWords('a', 'b'), sameWords(null, 'a'), sameWords('a', null), sameWords(null, null)]).toEqual([
      ...[false, false, false, false],
    ]);
  });

  it('know an e-mail address and a telephone number', () => {
    expect(emailSchema.safeParse('a@b.example').success).toBe(true);
    expect(emailSchema.safeParse('a@b').success).toBe(false);
    expect(phoneSchema.safeParse('+49 (30) 123-45').success).toBe(true);
    expect(phoneSchema.safeParse('call me').success).toBe(false);
  });
});
