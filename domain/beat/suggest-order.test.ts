import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestOrder } from './suggest-order.ts';

const at = (name: string, area: string | null, east: number | null = null) => ({
  name,
  area,
  point: east === null ? null : { latitude: 0, longitude: east },
});
const ordered = (...stops: ReturnType<typeof at>[]) => suggestOrder(stops).map(({ name }) => name);

describe('the suggested order', () => {
  it('keeps areas together, in the order of their most urgent stops, and those without an area last', () => {
    expect(ordered(at('a', null), at('b', 'North'), at('c', 'South'), at('d', 'North'))).toEqual([
      ...['b', 'd', 'c', 'a'],
    ]);
  });

  it('goes from the most urgent stop always to the nearest one, and to those without a point by urgency', () => {
    expect(ordered(at('a', 'N', 5), at('b', 'N', 0), at('c', 'N'), at('d', 'N', 6), at('e', 'N', 3))).toEqual(
      [...['a', 'd', 'e', 'b', 'c']],
    );
    expect(ordered(at('a', 'N'), at('b', 'N', 9), at('c', 'N', 1))).toEqual(['a', 'b', 'c']);
  });

  it('takes the more urgent of two that are equally near', () => {
    expect(ordered(at('a', 'N', 0), at('b', 'N', 1), at('c', 'N', -1))).toEqual(['a', 'b', 'c']);
    expect(ordered(at('a', 'N', 0), at('c', 'N', -1), at('b', 'N', 1))).toEqual(['a', 'c', 'b']);
  });

  it('holds each stop once, whatever is known of it, and leaves what it was given', () => {
    const stop = fc.record({
      area: fc.option(fc.constantFrom('N', 'S', 'W')),
      point: fc.option(
        fc.record({
          latitude: fc.double({ min: -90, max: 90, noNaN: true }),
          longitude: fc.double({ min: -180, max: 180, noNaN: true }),
        }),
      ),
    });
    fc.assert(
      fc.property(fc.array(stop), (stops) => {
        const before = [...stops];
        const after = suggestOrder(stops);
        expect(stops).toEqual(before);
        expect(new Set(after)).toEqual(new Set(stops));
        expect(after).toHaveLength(stops.length);
      }),
    );
  });
});
