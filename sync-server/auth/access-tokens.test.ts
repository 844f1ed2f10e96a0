import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createTestClock } from '../testing/test-clock.ts';
import { createAccessTokens } from './access-tokens.ts';

const SECRET = 'a secret that only this test knows';
const CLAIMS = {
  user_id: '01a1fac4-5421-7029-8bef-f8f08041dd2e',
  session_id: '01a1fac4-5421-7029-8bef-f8f08041dd2f',
};

describe('access tokens', () => {
  it('name their person and session for fifteen minutes', async () => {
    const clock = createTestClock();
    const tokens = createAccessTokens(SECRET, clock);
    const token = await tokens.issue(CLAIMS);
    clock.advance(899);
    expect(await tokens.read(token)).toEqual(CLAIMS);
    clock.advance(1);
    expect(await tokens.read(token)).toBeNull();
  });

  it('are refused when somebody else signed them, when nobody did, and when they were changed', async () => {
    const clock = createTestClock();
    const tokens = createAccessTokens(SECRET, clock);
    const foreign = await createAccessTokens('another secret', clock).issue(CLAIMS);
    const token = await tokens.issue(CLAIMS);
    const [head = '', body = '', signature = ''] = token.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const tampered = Buffer.from(Buffer.from(body, 'base64url').toString().replace('dd2e', 'dd2f')).toString(
      'base64url',
    );
    for (const bad of [foreign, `${none}.${body}.`, `${head}.${tampered}.${signature}`, 'nonsense', '']) {
      expect(await tokens.read(bad)).toBeNull();
    }
  });

  it.each([
    ['another audience', { aud: 'elsewhere' }],
    ['another issuer', { iss: 'elsewhere' }],
    ['no end', { exp: undefined }],
    ['a session that is no id', { sid: 'x' }],
  ])('are refused with %s', async (_, change) => {
    const clock = createTestClock();
    const now = Date.parse(clock.now()) / 1000;
    const claims = {
      sub: CLAIMS.user_id,
      sid: CLAIMS.session_id,
      iss: 'callbook',
      aud: 'callbook-api',
      iat: now,
      exp: now + 900,
      ...change,
    };
    const sign = (payload: object) =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET));
    expect(await createAccessTokens(SECRET, clock).read(await sign(claims))).toBeNull();
  });
});
