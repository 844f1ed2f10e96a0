// Random runs, one process: seeds from a number on, or one kept case. Prints what failed, made small, as a file that can
// be run again. Started by run.mjs; the last line is the count.
import '#domain/testing/install-temporal.ts';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Engine, openMemoryEngine, openPostgresEngine } from './database.ts';
import { type Factories, factories } from './factories.ts';
import { type Case, caseOf, runCase, type Verdict } from './fuzz-case.ts';
import type { Op } from './ops.ts';
import { shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '0' },
    from: { type: 'string', default: '1' },
    /** Every how-manieth seed is this process's. */
    step: { type: 'string', default: '1' },
    replay: { type: 'string' },
    corpus: { type: 'boolean', default: false },
    postgres: { type: 'string' },
    parts: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});

// A fault of a killed program has nobody to tell it to.
process.on('unhandledRejection', () => undefined);
// RxDB listens to the network once per collection.
process.removeAllListeners('warning');

// A run takes seconds: what is not small by then stays as it is.
const MOST_TRIES = 60;
const TELL_EVERY = 25;
const CORPUS = join(import.meta.dirname, 'corpus');
const texts = values.parts ? JSON.parse(readFileSync(values.parts, 'utf8')) : undefined;
const deps: { engine: Engine; factories: Factories } = {
  factories: await factories(texts),
  engine: values.postgres ? await openPostgresEngine(values.postgres) : await openMemoryEngine(),
};

function casesAsked(): Case[] {
  if (values.replay) return [JSON.parse(readFileSync(values.replay, 'utf8')) as Case];
  const kept = values.corpus
    ? readdirSync(CORPUS).map((name) => JSON.parse(readFileSync(join(CORPUS, name), 'utf8')) as Case)
    : [];
  const seeds = Array.from(
    { length: Number(values.seeds) },
    (_, n) => Number(values.from) + n * Number(values.step),
  );
  return [...kept, ...seeds.map(caseOf)];
}

async function tell(given: Case, verdict: Verdict): Promise<void> {
  console.log(`seed ${given.seed} FAILED:`);
  for (const breach of verdict.breaches.slice(0, 8)) console.log(`  ${breach.slice(0, 800)}`);
  if (values.trace) console.log(verdict.latest.join('\n'));
  if (values.replay) return;
  const kindOf = (breaches: string[]) => breaches[0]?.slice(0, 2);
  const failsAlike = async (ops: Op[]) =>
    kindOf((await runCase({ ...given, ops }, deps)).breaches) === kindOf(verdict.breaches);
  const ops = await shrink(given.ops, failsAlike, MOST_TRIES);
  const file = join(mkdtempSync(join(tmpdir(), 'callbook-case-')), `seed-${given.seed}.json`);
  const small: Case = { ...given, why: verdict.breaches[0]?.slice(0, 200) ?? '', ops };
  writeFileSync(file, `${JSON.stringify(small, null, 2)}\n`);
  console.log(
    `  ${ops.length} of ${given.ops.length} operations are enough; again: npm run test:faults -- --replay ${file}`,
  );
}

let passed = 0;
let failed = 0;
const cases = casesAsked();
for (const [place, given] of cases.entries()) {
  if (place > 0 && place % TELL_EVERY === 0)
    console.error(`random runs: ${place} of ${cases.length} of this process, ${failed} failed`);
  const verdict = await runCase(given, deps);
  if (verdict.breaches.length === 0) passed += 1;
  else {
    failed += 1;
    await tell(given, verdict);
  }
  if (values.replay) console.log(`trace ${verdict.trace} after ${verdict.steps} steps`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
