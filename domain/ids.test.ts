import { describe, expect, it } from 'vitest';
import { createIds, customerIdOf, derivedId, idSchema, metricIdOf } from './ids.ts';

describe('ids', () => {
  it('are new, sortable by time, and valid', () => {
    const ids = createIds();
    const made = Array.from({ length: 100 }, () => ids.next());
    expect(new Set(made).size).toBe(100);
    expect([...made].sort()).toEqual(made);
    expect(made.every((id) => idSchema.safeParse(id).success && id[14] === '7')).toBe(true);
  });

  it('are kept in lower case', () => {
    expect(idSchema.parse('018F0000-0000-7000-8000-00000000000A')).toBe(
      '018f0000-0000-7000-8000-00000000000a',
    );
    expect(idSchema.safeParse('17').success).toBe(false);
  });

  it('are the same on every device where they are derived', () => {
    const lead = '018f0000-0000-7000-8000-00000000000a';
    expect(customerIdOf(lead)).toBe('d41b0f56-0f53-5c6e-9e55-2e9012e1b494');
    expect(metricIdOf(lead)).toBe(customerIdOf(lead));
    expect(derivedId('a')).not.toBe(derivedId('b'));
  });
});
