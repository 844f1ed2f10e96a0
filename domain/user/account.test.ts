import { expect, it } from 'vitest';
import { accountChangeSchema, newAccountSchema } from './account.ts';

const given = { email: 'ada@example.com', name: 'Ada' };

it('is a KAM’s and active unless it is said otherwise', () => {
  expect(newAccountSchema.parse(given)).toMatchObject({ ...given, role: 'kam', is_active: true });
  expect(newAccountSchema.parse({ ...given, role: 'admin', is_active: false })).toMatchObject({
    role: 'admin',
    is_active: false,
  });
});

it('changes in what is given, and in nothing else', () => {
  expect(accountChangeSchema.parse({ role: 'manager' })).toEqual({ role: 'manager' });
  expect(accountChangeSchema.safeParse({ role: 'king' }).success).toBe(false);
});
