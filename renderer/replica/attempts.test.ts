// What is being sent, and how often it was in vain.
import { expect, it } from 'vitest';
import { createAttempts } from './attempts.ts';

it('counts what was sent in vain, and forgets it once the server has answered', async () => {
  const attempts = createAttempts();
  const fails = attempts.during('leads', ['a', 'b'], () => Promise.reject(new Error('no network')));
  expect(attempts.of('leads', 'a')).toEqual({ sending: true, failed: 0 });
  await expect(fails).rejects.toThrow('no network');
  expect(attempts.of('leads', 'b')).toEqual({ sending: false, failed: 1 });
  expect(attempts.of('pocs', 'b')).toEqual({ sending: false, failed: 0 });
  expect(await attempts.during('leads', ['a'], async () => 'taken')).toBe('taken');
  expect(attempts.of('leads', 'a')).toEqual({ sending: false, failed: 0 });
});
