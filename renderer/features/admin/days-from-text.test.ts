import { expect, it } from 'vitest';
import { daysFromText } from './days-from-text.ts';

it('reads many days in the ways that people write them, and names what is none', () => {
  expect(daysFromText('2026-12-26, 25.12.2026\n1/1/2027; 2026-12-25')).toEqual({
    days: ['2026-12-25', '2026-12-26', '2027-01-01'],
    unknown: [],
  });
  expect(daysFromText('2026-02-30 Easter 31.4.2026')).toEqual({
    days: [],
    unknown: ['2026-02-30', 'Easter', '31.4.2026'],
  });
  expect(daysFromText('  ')).toEqual({ days: [], unknown: [] });
});
