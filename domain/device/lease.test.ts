import { expect, test } from 'vitest';
import { leaseClaimsSchema, termOf } from './lease.ts';

const claims = {
  ...{ iss: 'callbook' as const, aud: 'callbook-lease' as const },
  ...{ sub: '01a1fac4-5421-7029-8bef-f8f08041dd2e', iat: 1_000 },
};

test('a lease counts from when it was given to its end, and for ever where it has none', () => {
  expect(termOf({ ...claims, exp: 1_060 })).toBe(60_000);
  expect(termOf({ ...claims, exp: 900 })).toBe(0);
  expect(termOf(claims)).toBeNull();
});

test.each([
  ['another audience', { aud: 'callbook-api' }],
  ['another issuer', { iss: 'elsewhere' }],
  ['no device', { sub: 'laptop' }],
  ['no beginning', { iat: undefined }],
])('what has %s is no lease', (_, change) => {
  expect(leaseClaimsSchema.safeParse(claims).success).toBe(true);
  expect(leaseClaimsSchema.safeParse({ ...claims, ...change }).success).toBe(false);
});
