import { expect, test } from 'vitest';
import { redact, redactText } from './redaction.ts';

test.each([
  ['Authorization: Bearer abc.def-1', 'Authorization: Bearer [token]'],
  ['got eyJhbGciOi.eyJzdWIi.c2ln now', 'got [token] now'],
  ['{"refresh_token":"s3cr3t"}', '{"refresh_token":"[secret]"}'],
  ['password=hunter2&x=1', 'password=[secret]&x=1'],
  ['mail to anna.b+x@example.co.uk failed', 'mail to [e-mail] failed'],
  ['call +49 30 1234567 again', 'call [phone] again'],
  ['2026-11-20T10:00:00.000Z took 1234567 ms', '2026-11-20T10:00:00.000Z took 1234567 ms'],
])('%s is logged as %s', (text, logged) => {
  expect(redactText(text)).toBe(logged);
});

test('objects lose their secret fields and keep the rest, at any depth', () => {
  const value = {
    id: 'l1',
    name: 'Anna',
    inner: [{ access_token: 'x', note: 'called', at: 'a@b.example' }],
    n: 1,
    none: null,
  };
  expect(redact(value)).toEqual({
    id: 'l1',
    name: '[redacted]',
    inner: [{ access_token: '[redacted]', note: '[redacted]', at: '[e-mail]' }],
    n: 1,
    none: null,
  });
});

test('errors are logged as their redacted stack', () => {
  const fault = new Error('no user a@b.example');
  expect(redact(fault)).toContain('Error: no user [e-mail]');
  Reflect.deleteProperty(fault, 'stack');
  expect(redact(fault)).toBe('Error: no user [e-mail]');
});

test('what is nested too deep, or refers to itself, is cut off', () => {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  expect(JSON.stringify(redact(value))).toContain('[…]');
});
