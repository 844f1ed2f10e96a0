import { expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { memoryStorage } from '../../testing/replica-fixture.ts';
import { createRounds, MOST_STOPS, moved } from './rounds.ts';

const ids = createIds();
const TODAY = '2026-03-02';

it('keeps the round of each day at every change, and hands it on to the next start', () => {
  const storage = memoryStorage();
  const [alder, birch] = [ids.next(), ids.next()];
  createRounds(storage, 'kim', TODAY).change('2026-03-03', { stops: [alder, birch], minutes: 45 });
  const again = createRounds(storage, 'kim', TODAY);
  expect(again.get('2026-03-03')).toEqual({ stops: [alder, birch], minutes: 45, starts_at_minute: 540 });
  expect(again.get('2026-03-04').stops).toEqual([]);
  expect(createRounds(storage, 'jo', TODAY).get('2026-03-03').stops).toEqual([]);
});

it('tells who listens, and answers the same object until then', () => {
  const rounds = createRounds(memoryStorage(), 'kim', TODAY);
  let told = 0;
  const stop = rounds.subscribe(() => {
    told += 1;
  });
  expect(rounds.get(TODAY)).toBe(rounds.get(TODAY));
  rounds.change(TODAY, { minutes: 15 });
  stop();
  rounds.change(TODAY, { minutes: 20 });
  expect(told).toBe(1);
});

it('forgets the rounds of days that are over, and no other key', () => {
  const storage = memoryStorage();
  const before = createRounds(storage, 'kim', '2026-03-01');
  before.change('2026-03-01', { minutes: 15 });
  before.change('2026-03-02', { minutes: 15 });
  storage.setItem('callbook:beat:kim:else', '{}');
  createRounds(storage, 'kim', TODAY);
  expect(storage.getItem('callbook:beat:kim:2026-03-01')).toBeNull();
  expect(storage.getItem('callbook:beat:kim:2026-03-02')).not.toBeNull();
  expect(storage.getItem('callbook:beat:kim:else')).toBe('{}');
});

it.each([
  'no json',
  '7',
  JSON.stringify({ stops: ['x'], minutes: 31, starts_at_minute: -1 }),
  JSON.stringify({ stops: Array.from({ length: MOST_STOPS + 1 }, () => ids.next()) }),
])('opens an empty round where what is kept is none: %.40s', (kept) => {
  const storage = memoryStorage();
  storage.setItem(`callbook:beat:kim:${TODAY}`, kept);
  expect(createRounds(storage, 'kim', TODAY).get(TODAY)).toEqual({
    stops: [],
    minutes: 30,
    starts_at_minute: 540,
  });
});

it('moves a stop to another place, and nowhere beyond the ends', () => {
  const stops = ['a', 'b', 'c'];
  expect(moved(stops, 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(stops, 2, 1)).toEqual(['a', 'c', 'b']);
  for (const [from, to] of [
    [0, -1],
    [2, 3],
    [1, 1],
    [-1, 0],
  ] as const)
    expect(moved(stops, from, to)).toBe(stops);
});
