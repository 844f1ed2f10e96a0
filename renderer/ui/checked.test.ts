import { expect, it } from 'vitest';
import { z } from 'zod';
import { checked, sentence } from './checked.ts';

it('says beside each field what is wrong, in words for people', () => {
  const schema = z.object({
    minutes: z.int().min(1),
    most: z.int().max(60),
    tags: z.array(z.string()).min(1),
    days: z.array(z.string()).max(1),
    kind: z.enum(['a', 'b']),
    name: z.string().min(3),
    count: z.int(),
  });
  const given = { minutes: 0, most: 61, tags: [], days: ['1', '2'], kind: 'c', name: 'x', count: Number.NaN };
  expect(checked(schema, given)).toEqual({
    ok: false,
    error: {
      minutes: 'Must be at least 1',
      most: 'Must be at most 60',
      tags: 'Must not be empty',
      days: 'Must have at most 1',
      kind: 'Is not one of those that there are',
      name: 'Must have at least 3',
      count: 'Must be a whole number',
    },
  });
  expect(sentence('must be a day')).toBe('Must be a day');
  expect(checked(schema.pick({ name: true }), { name: 'long' })).toEqual({
    ok: true,
    value: { name: 'long' },
  });
});
