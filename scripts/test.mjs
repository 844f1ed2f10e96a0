// npm test: proves everything on a machine that has Node and npm, and closes with a line "N passed, N failed".
// @ts-check
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './ensure-browser.mjs';
import { build } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { failedInPlaywright, failedInVitest } from './failed-tests.mjs';
import { bin, ROOT, run } from './run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

await ensureInstalled();
const browser = await ensureBrowser();
const folder = mkdtempSync(join(tmpdir(), 'callbook-report-'));
const env = { CALLBOOK_CHROMIUM: browser };
/** @type {{ name: string, count: Count }[]} */
const results = [];
/** @type {string[]} */
const failures = [];

await step('types, lint, format, import rules', async () => {
  const { code, output } = await run(process.execPath, [join(ROOT, 'scripts/check.mjs')], { quiet: true });
  console.log(output.trim());
  return countOf(output, code);
});
await step(
  'unit tests, the renderer in Chromium, the server on PGlite and PostgreSQL, coverage',
  async () => {
    const report = join(folder, 'vitest.json');
    // The fault suite is the last step.
    const args = [
      'run',
      '--project=!faults',
      '--coverage',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ];
    const { code } = await run(bin('vitest'), args, { env });
    const told = readReport(report);
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0 } = told;
    failures.push(...failedInVitest(told));
    // A threshold that is not met, or an error outside of any test, fails the step too.
    const failed = numFailedTests + (code !== 0 && numFailedTests === 0 ? 1 : 0);
    return { passed: numPassedTests, failed, skipped: numPendingTests };
  },
);
await step('build', async () => {
  await build();
  return { passed: 1, failed: 0, skipped: 0 };
});
await step('package: its content, fuses and sizes', async () => {
  const { code, output } = await run(process.execPath, [join(ROOT, 'scripts/check-package.mjs')], {
    quiet: true,
  });
  console.log(output.trim());
  return countOf(output, code);
});
await step('end-to-end', async () => {
  const report = join(folder, 'playwright.json');
  const { code } = await run(
    bin('playwright'),
    ['test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json'],
    {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    },
  );
  const told = readReport(report);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = told.stats ?? {};
  failures.push(...failedInPlaywright(told));
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed + (code !== 0 && failed === 0 ? 1 : 0), skipped };
});
await step('fault suite: scenarios, ablations, killed processes, kept cases, random runs', async () => {
  const { code, output } = await run(process.execPath, [join(ROOT, 'e2e/faults/run.mjs')], {
    progress: true,
  });
  console.log(output.trim());
  return countOf(output, code);
});

rmSync(folder, { recursive: true, force: true });
console.log('');
for (const text of failures) console.log(`failed: ${text}`);
for (const { name, count } of results) console.log(`${name}: ${count.passed} passed, ${count.failed} failed`);
if (!existsSync(join(ROOT, 'node_modules/electron/path.txt'))) {
  console.log(
    'Left out: real Electron (its runtime is not here). The end-to-end specs ran on the stand-in; README says what it cannot prove.',
  );
}
const total = results.reduce(
  (sum, { count }) => ({ passed: sum.passed + count.passed, failed: sum.failed + count.failed }),
  {
    passed: 0,
    failed: 0,
  },
);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** @param {string} name @param {() => Promise<Count>} work */
async function step(name, work) {
  console.log(`\n== ${name}`);
  results.push({ name, count: await work() });
}

/** The count in a closing line "N passed, N failed". @param {string} output @param {number} code @returns {Count} */
function countOf(output, code) {
  const [, passed = '0', failed = '0'] = /(\d+) passed, (\d+) failed\s*$/.exec(output.trim()) ?? [];
  return { passed: Number(passed), failed: Number(failed) || (code === 0 ? 0 : 1), skipped: 0 };
}

/** @param {string} path */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}
