import { describe, expect, test } from 'vitest';
import { nextInTurn } from './next-in-turn.ts';

describe('the next in turn', () => {
  test('is whoever has waited longest', () => {
    const candidates = [
      { id: 'a', last_turn: '2026-03-02T12:00:00.000Z' },
      { id: 'b', last_turn: '2026-03-02T11:00:00.000Z' },
    ];
    expect(nextInTurn(candidates)).toBe('b');
  });

  test('is first of all somebody who never had one', () => {
    expect(
      nextInTurn([
        { id: 'a', last_turn: '2020-01-01T00:00:00.000Z' },
        { id: 'b', last_turn: null },
      ]),
    ).toBe('b');
  });

  test('does not depend on the order of asking', () => {
    const candidates = [
      { id: 'c', last_turn: null },
      { id: 'a', last_turn: null },
      { id: 'b', last_turn: null },
      { id: 'a', last_turn: null },
    ];
    expect(nextInTurn(candidates)).toBe('a');
    expect(nextInTurn(candidates.toReversed())).toBe('a');
  });

  test('is nobody where nobody takes leads', () => {
    expect(nextInTurn([])).toBeNull();
  });
});
