import { describe, expect, it } from 'vitest';
import { routedPath } from './path-aliases.ts';

describe('an address', () => {
  it.each([
    ['/api/leads', '/api/leads'],
    ['/api/leads/', '/api/leads'],
    ['/leads', '/api/leads'],
    ['/leads/?page_size=3', '/api/leads'],
    ['/leads/due_today/', '/api/leads/due_today'],
    ['/auth/login', '/api/auth/login'],
    ['/leads/a%2Fb', '/api/leads/a%2Fb'],
    ['/', '/'],
    ['/?x=/leads', '/'],
    ['/apply', '/apply'],
    ['/apply/', '/apply'],
    ['/app', '/app'],
    ['/app/', '/app/'],
    ['/app/assets/x.js', '/app/assets/x.js'],
    ['/docs/', '/docs'],
    ['/openapi.json', '/openapi.json'],
    ['/health', '/health'],
    ['/metrics', '/metrics'],
    ['/updates/stable/latest.yml', '/updates/stable/latest.yml'],
    ['/applications', '/api/applications'],
    ['', '/'],
  ])('%s is found as %s', (given, expected) => {
    expect(routedPath({ url: `http://127.0.0.1:4780${given}` } as Request)).toBe(expected);
  });
});
