import { expect, it } from 'vitest';
import { createArrivals } from './arrivals.ts';

const [NOON, ONE] = ['2026-03-02T12:00:00.000Z', '2026-03-02T13:00:00.000Z'];

it('what is here at the first look is no news, what comes later is, with when it came', () => {
  const arrivals = createArrivals({ touched: () => false });
  expect(arrivals.look(['a', 'b'], NOON)).toEqual([]);
  expect(arrivals.look(['a', 'b', 'c'], ONE)).toEqual([{ lead_id: 'c', at: ONE }]);
  expect(arrivals.look(['a', 'c', 'd'], '2026-03-02T14:00:00.000Z')).toEqual([
    { lead_id: 'c', at: ONE },
    { lead_id: 'd', at: '2026-03-02T14:00:00.000Z' },
  ]);
});

it('what the person has made himself is no news, and neither is a lead that was away for a while', () => {
  const arrivals = createArrivals({ touched: (id) => id === 'mine' });
  arrivals.look(['a'], NOON);
  expect(arrivals.look(['a', 'mine'], ONE)).toEqual([]);
  expect(arrivals.look([], ONE)).toEqual([]);
  expect(arrivals.look(['a', 'mine'], ONE)).toEqual([]);
});

it('what came and went again is not told of', () => {
  const arrivals = createArrivals({ touched: () => false });
  arrivals.look([], NOON);
  expect(arrivals.look(['a'], ONE)).toHaveLength(1);
  expect(arrivals.look([], ONE)).toEqual([]);
});
