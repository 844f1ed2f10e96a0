import { describe, expect, it } from 'vitest';
import { type Answer, passes, problemOf, troubleOf } from './classify-answer.ts';

const answer = (status: number, body?: unknown, retry_after_ms: number | null = null): Answer => ({
  status,
  ok: status >= 200 && status < 300,
  body,
  retry_after_ms,
});
const problem = (code: string, detail?: string) => ({ type: 'about:blank', title: code, code, detail });

describe('what an answer means for the sync', () => {
  it.each([
    [200, {}],
    [201, { id: 'x' }],
    [204, undefined],
  ])('takes a %i', (status, body) => {
    expect(troubleOf(answer(status, body))).toBeNull();
  });

  it('takes a page of HTML with status 200 for a stranger', () => {
    expect(troubleOf(answer(200))).toEqual({
      kind: 'strange',
      detail: 'What answered is not the Callbook server.',
    });
  });

  it.each([
    [401, 'unauthenticated', 'signed_out'],
    [401, 'refresh_invalid', 'signed_out'],
    [401, 'session_ended', 'signed_out'],
    [401, 'account_inactive', 'inactive'],
    [401, 'device_revoked', 'revoked'],
    [409, 'server_outdated', 'server_outdated'],
    [426, 'schema_too_old', 'schema_too_old'],
    [410, 'resync_required', 'resync'],
  ])('knows %i %s as %s', (status, code, kind) => {
    expect(troubleOf(answer(status, problem(code, 'why')))).toEqual({ kind, detail: 'why' });
    expect(troubleOf(answer(status, problem(code)))?.detail).toBe('');
  });

  it.each([401, 403, 407, 426, 410, 409, 404, 301])('does not end a session for a bare %i', (status) => {
    expect(troubleOf(answer(status))?.kind).toBe('strange');
  });

  it.each([0, 408, 502, 503, 504])('counts %i as not reached', (status) => {
    expect(troubleOf(answer(status))?.kind).toBe('offline');
  });

  it("counts main's own answer for a lost network as not reached", () => {
    expect(troubleOf(answer(503, problem('offline')))?.kind).toBe('offline');
  });

  it('waits as long as it is asked to', () => {
    expect(troubleOf(answer(429, problem('too_many'), 7_000))).toEqual({
      kind: 'strange',
      detail: 'The server asks to wait.',
      retry_after_ms: 7_000,
    });
    expect(troubleOf(answer(500, undefined))).toEqual({
      kind: 'strange',
      detail: 'The server has a fault (500).',
    });
    expect(troubleOf(answer(500, problem('x', 'Out of disk'), 1_000))?.detail).toBe('Out of disk');
    expect(troubleOf(answer(403, problem('not_allowed', 'No.')))?.detail).toBe('No.');
  });

  it('tries again by itself only where that can help', () => {
    const kinds = ['offline', 'strange', 'resync', 'signed_out', 'inactive', 'revoked'] as const;
    expect(kinds.filter((kind) => passes({ kind, detail: '' }))).toEqual(['offline', 'strange', 'resync']);
  });

  it('finds the code of a problem', () => {
    expect(problemOf(problem('gone'))).toEqual({ code: 'gone', detail: null, errors: [] });
    expect(problemOf('<html>')).toBeNull();
  });
});
