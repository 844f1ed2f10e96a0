// npm run test:mutations: takes one guard after another out of a copy of the built main and sees the named spec fail;
// first, that they all pass on the build as it is. A word in the arguments chooses mutations by their names.
// @ts-check
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../scripts/ensure-built.mjs';
import { ensureInstalled } from '../../scripts/ensure-installed.mjs';
import { bin, ROOT, run } from '../../scripts/run.mjs';
import { mutated } from './mutate.mjs';
import { MUTATIONS } from './mutations.mjs';

/** A guard that is missing may show as something that never comes; it need not be waited for as long as in earnest. */
const PATIENCE_MS = 60_000;

await ensureInstalled();
await ensureBuilt();
const chosen = MUTATIONS.filter(({ name }) => process.argv.slice(2).every((word) => name.includes(word)));
// Below node_modules, so that the copy finds the libraries that main loads by name.
const folder = join(ROOT, 'node_modules/.cache/callbook-mutations', String(process.pid));
const main = readFileSync(join(ROOT, 'out/main/index.js'), 'utf8');
let failed = 0;
let passed = 0;
try {
  const tests = [...new Set(chosen.map(({ test }) => test))];
  const whole = await runSpecs(ROOT, [...new Set(chosen.map(({ spec }) => spec))], tests);
  told(whole.passed >= tests.length && whole.failed === 0, 'as it is built, every spec passes', whole.output);
  for (const [index, mutation] of chosen.entries()) {
    const app = appWith(mutated(main, mutation), join(folder, String(index)));
    const { passed, failed, output } = await runSpecs(app, [mutation.spec], [mutation.test]);
    told(failed === 1 && passed === 0, `${mutation.name} → "${mutation.test}" fails`, output);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** @param {boolean} good @param {string} line @param {string} output */
function told(good, line, output) {
  console.log(`${good ? 'ok  ' : 'FAIL'} ${line}`);
  if (good) passed += 1;
  else {
    failed += 1;
    console.log(output.trim());
  }
}

/** The built program with another main. @param {string} text @param {string} app its folder @returns {string} */
function appWith(text, app) {
  mkdirSync(join(app, 'out'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(app, 'package.json'));
  cpSync(join(ROOT, 'out/main'), join(app, 'out/main'), { recursive: true });
  writeFileSync(join(app, 'out/main/index.js'), text);
  for (const part of ['preload', 'renderer']) symlinkSync(join(ROOT, 'out', part), join(app, 'out', part));
  return app;
}

/**
 * Runs the tests of these titles on a build of the app.
 * @param {string} app @param {string[]} specs @param {string[]} titles
 * @returns {Promise<{ passed: number, failed: number, output: string }>}
 */
async function runSpecs(app, specs, titles) {
  const report = join(tmpdir(), `callbook-mutation-${process.pid}.json`);
  const { output } = await run(
    bin('playwright'),
    [
      ...['test', '-c', 'e2e/playwright.config.ts', '--project=specs', '--reporter=line,json'],
      ...['--timeout', String(PATIENCE_MS), '--grep', `(${titles.map(escaped).join('|')})$`, ...specs],
    ],
    { quiet: true, env: { CALLBOOK_E2E_APP: app, PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
  );
  const { stats = {} } = JSON.parse(readFileSync(report, 'utf8'));
  rmSync(report, { force: true });
  const { expected = 0, unexpected = 0, flaky = 0 } = stats;
  return { passed: expected, failed: unexpected + flaky, output };
}

/** @param {string} title */
function escaped(title) {
  return title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
