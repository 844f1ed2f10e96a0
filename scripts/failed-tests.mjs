// The names of failed tests, with the first words of why, from the reports that the test runners write.
// @ts-check
import { stripVTControlCharacters } from 'node:util';

const MOST_WORDS = 600;

/**
 * Of a report of vitest in JSON: one text a failed test, or a failed file where none of its tests could run.
 * @param {any} report
 * @returns {string[]}
 */
export function failedInVitest(report) {
  return (report.testResults ?? []).flatMap((/** @type {any} */ file) => {
    const failed = file.assertionResults.filter((/** @type {any} */ one) => one.status === 'failed');
    if (failed.length === 0 && file.status === 'failed') return [textOf(file.name, file.message)];
    return failed.map((/** @type {any} */ one) =>
      textOf(`${file.name} > ${one.fullName}`, one.failureMessages?.[0]),
    );
  });
}

/**
 * Of a report of Playwright in JSON: one text a failed or flaky spec, and one an error outside of any.
 * @param {any} report
 * @returns {string[]}
 */
export function failedInPlaywright(report) {
  const outside = (report.errors ?? []).map((/** @type {any} */ error) =>
    textOf('outside of any spec', error.message),
  );
  return [...outside, ...(report.suites ?? []).flatMap(failedInSuite)];
}

/** @param {any} suite @returns {string[]} */
function failedInSuite(suite) {
  const own = (suite.specs ?? []).filter((/** @type {any} */ spec) =>
    spec.tests.some((/** @type {any} */ test) => ['unexpected', 'flaky'].includes(test.status)),
  );
  const texts = own.map((/** @type {any} */ spec) => {
    const results = spec.tests.flatMap((/** @type {any} */ test) => test.results);
    return textOf(
      `${spec.file}:${spec.line} > ${spec.title}`,
      results.find((/** @type {any} */ one) => one.error)?.error.message,
    );
  });
  return [...texts, ...(suite.suites ?? []).flatMap(failedInSuite)];
}

/** @param {string} name @param {string | undefined} why */
function textOf(name, why = '') {
  const words = stripVTControlCharacters(why).trim().slice(0, MOST_WORDS);
  return words === '' ? name : `${name}\n    ${words.replaceAll('\n', '\n    ')}`;
}
