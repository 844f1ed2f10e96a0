// npm run test:faults: the scenarios, the kept cases, the processes that are really killed, and random runs.
//   --seeds N --from S   random runs only: N seeds from S on
//   --replay FILE        one kept case
//   --named              all but the random runs
//   --postgres           random runs on PostgreSQL instead of PGlite
//   --kills N            random kills of real processes, instead of 10; of the built laptop as well, on a real screen
// Closes with a line "N passed, N failed".
// @ts-check
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/ensure-built.mjs';
import { failedInVitest } from '../../scripts/failed-tests.mjs';
import { bin, run } from '../../scripts/run.mjs';
import { bundleParts } from './parts/bundle.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

const SEEDS = 300;
const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    replay: { type: 'string' },
    named: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    kills: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'callbook-faults-'));
const onlySome = values.seeds !== undefined || values.replay !== undefined;

const counts = onlySome
  ? [await fuzz()]
  : [await scenarios(), ...(values.kills ? [await laptops()] : []), await fuzz()];
rmSync(folder, { recursive: true, force: true });
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** The named tests. @returns {Promise<Count>} */
async function scenarios() {
  const report = join(folder, 'vitest.json');
  const args = [
    'run',
    '--project',
    'faults',
    `--maxWorkers=${availableParallelism()}`,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { code } = await run(bin('vitest'), args, { env: { CALLBOOK_KILLS: values.kills ?? '' } });
  /** @type {{ numPassedTests?: number, numFailedTests?: number }} */
  let told = {};
  try {
    told = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    // No report: the run itself has failed, and its code says so.
  }
  for (const text of failedInVitest(told)) console.log(`failed: ${text}`);
  const failed = told.numFailedTests ?? 0;
  return { passed: told.numPassedTests ?? 0, failed: failed || (code === 0 ? 0 : 1) };
}

/** Power cuts of the built program; `npm test` has a few among the end-to-end specs. @returns {Promise<Count>} */
async function laptops() {
  await build();
  const args = ['test', '-c', 'e2e/playwright.config.ts', 'killed-at-random', '--reporter=line'];
  const { code } = await run(bin('playwright'), args, { env: { CALLBOOK_KILLS: values.kills } });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Random runs, shared among as many processes as there are cores. @returns {Promise<Count>} */
async function fuzz() {
  const parts = join(folder, 'parts.json');
  writeFileSync(parts, JSON.stringify(await bundleParts()));
  const started = performance.now();
  const total = values.replay ? 1 : values.named ? 0 : Number(values.seeds ?? SEEDS);
  const { urls, stop } = await databases();
  const workers = values.replay ? 1 : Math.max(1, Math.min(urls?.length ?? availableParallelism(), 8, total));
  const runs = Array.from({ length: workers }, (_, n) => {
    const own = Math.floor(total / workers) + (n < total % workers ? 1 : 0);
    const args = ['--import', 'tsx', join(import.meta.dirname, 'fuzz.ts'), '--parts', parts];
    if (values.replay) args.push('--replay', values.replay);
    else
      args.push('--seeds', String(own), '--from', String(Number(values.from) + n), '--step', String(workers));
    if (!onlySome && n === 0) args.push('--corpus');
    if (values.trace) args.push('--trace');
    if (urls) args.push('--postgres', urls[n] ?? '');
    return run(process.execPath, args, { progress: true });
  });
  const ends = await Promise.all(runs);
  await stop();
  for (const { output } of ends) console.log(output.trim());
  console.log(`${total} seeds in ${Math.round((performance.now() - started) / 1000)} s`);
  return ends.map(countOf).reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }));
}

/** Databases of a PostgreSQL server of the run's own, where it is asked for. */
async function databases() {
  if (!values.postgres) return { urls: null, stop: async () => undefined };
  const { register } = await import('tsx/esm/api');
  register();
  const { default: startPostgres } = await import('../../sync-server/testing/postgres.global.ts');
  let server = '';
  const stop = await startPostgres(
    /** @type {any} */ ({
      provide: (/** @type {string} */ _name, /** @type {string} */ url) => {
        server = url;
      },
    }),
  );
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  const names = Array.from({ length: availableParallelism() }, (_, n) => `faults${n}`);
  for (const name of names) await client.query(`create database ${name}`);
  await client.end();
  return { urls: names.map((name) => `${server}/${name}`), stop };
}

/** @param {{ code: number, output: string }} end @returns {Count} */
function countOf({ code, output }) {
  const [, passed = '0', failed = '0'] = /(\d+) passed, (\d+) failed\s*$/.exec(output.trim()) ?? [];
  return { passed: Number(passed), failed: Number(failed) || (code === 0 ? 0 : 1) };
}
