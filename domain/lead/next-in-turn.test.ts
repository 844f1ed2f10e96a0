import { describe, expect, test } from 'vitest';
import { leastLoaded, nextInTurn } from './next-in-turn.ts';

describe('the next in turn', () => {
  test('is whoever has waited longest', () => {
    const candidates = [
      { id: 'a', last_turn: '2026-03-02T12:00:00.000Z' },
      { id: 'b', last_turn: '2026-03-02T11:00:00.000Z' },
    ];
    expect(nextInTurn(candidates)?.id).toBe('b');
  });

  test('is first of all somebody who never had one', () => {
    expect(
      nextInTurn([
        { id: 'a', last_turn: '2020-01-01T00:00:00.000Z' },
        { id: 'b', last_turn: null },
      ]),
    ).toMatchObject({ id: 'b' });
  });

  test('does not depend on the order of asking', () => {
    const candidates = [
      { id: 'c', last_turn: null },
      { id: 'a', last_turn: null },
      { id: 'b', last_turn: null },
      { id: 'a', last_turn: null },
    ];
    expect(nextInTurn(candidates)?.id).toBe('a');
    expect(nextInTurn(candidates.toReversed())?.id).toBe('a');
  });

  test('is nobody where nobody takes leads', () => {
    expect(nextInTurn([])).toBeNull();
  });
});

describe('the least loaded', () => {
  test('has the fewest open leads, and has waited longest among equals', () => {
    const candidates = [
      { id: 'a', open: 2, last_turn: null },
      { id: 'b', open: 1, last_turn: '2026-03-02T12:00:00.000Z' },
      { id: 'c', open: 1, last_turn: '2026-03-02T11:00:00.000Z' },
    ];
    expect(leastLoaded(candidates)?.id).toBe('c');
    expect(leastLoaded(candidates.slice(0, 1))?.id).toBe('a');
    expect(leastLoaded([])).toBeNull();
  });
});
