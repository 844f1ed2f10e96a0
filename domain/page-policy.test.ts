import { describe, expect, it } from 'vitest';
import { pagePolicy, withNonce } from './page-policy.ts';

describe('the policy of the page', () => {
  it('allows styles by this nonce, and nothing unsafe or from elsewhere', () => {
    const policy = pagePolicy('abc');
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('hands the nonce to the page at the top of its head', () => {
    expect(withNonce('<html><head lang="en"><title>x</title></head></html>', 'abc')).toBe(
      '<html><head lang="en"><meta property="csp-nonce" nonce="abc"><title>x</title></head></html>',
    );
    expect(withNonce('<p>no head</p>', 'abc')).toBe('<p>no head</p>');
  });
});
