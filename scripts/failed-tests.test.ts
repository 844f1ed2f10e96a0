import { expect, it } from 'vitest';
import { failedInPlaywright, failedInVitest } from './failed-tests.mjs';

it('names the failed tests of a vitest report, and files that could not run', () => {
  const report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'adds', status: 'passed' },
          {
            fullName: 'takes away',
            status: 'failed',
            failureMessages: ['\u001b[31mexpected 1\nto be 2\u001b[39m'],
          },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', assertionResults: [{ fullName: 'works', status: 'passed' }] },
    ],
  };
  expect(failedInVitest(report)).toEqual([
    'a.test.ts > takes away\n    expected 1\n    to be 2',
    'b.test.ts\n    no such module',
  ]);
  expect(failedInVitest({})).toEqual([]);
});

it('names the failed and the flaky specs of a Playwright report, however deep, and errors outside of any', () => {
  const spec = (title: string, status: string, message?: string) => ({
    ...{ title, file: 'desk.spec.ts', line: 7 },
    tests: [{ status, results: [{}, ...(message ? [{ error: { message } }] : [])] }],
  });
  const report = {
    errors: [{ message: 'no browser' }],
    suites: [
      {
        specs: [spec('opens', 'expected'), spec('closes', 'unexpected', 'timed out')],
        suites: [{ specs: [spec('wavers', 'flaky', 'once')] }],
      },
    ],
  };
  expect(failedInPlaywright(report)).toEqual([
    'outside of any spec\n    no browser',
    'desk.spec.ts:7 > closes\n    timed out',
    'desk.spec.ts:7 > wavers\n    once',
  ]);
  expect(failedInPlaywright({})).toEqual([]);
});
