// The bench itself: measures the figures that were asked for, prints the table, and keeps every sample.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scripts/run.mjs';
import { FIGURES } from './figures.ts';
import { createBench } from './harness/bench.ts';
import type { FigureResult } from './harness/figure.ts';
import { machineFacts } from './harness/machine.ts';
import { measureFigure } from './harness/measure.ts';
import { createScope } from './harness/scope.ts';
import { tableOf } from './harness/table.ts';
import { type Options, readOptions } from './options.ts';

const RESULTS = join(ROOT, 'bench/results.json');
const INTERRUPTED = 130;

const ids = FIGURES.map(({ id }) => id);
const whole = createScope();
let current = createScope();

async function closeAll(): Promise<void> {
  await current.close();
  await whole.close();
}

async function measureAll(options: Options): Promise<void> {
  const machine = machineFacts();
  const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);
  const bench = createBench({ options, whole, current: () => current, say });
  const results: FigureResult[] = [];
  const keep = () => writeFileSync(RESULTS, JSON.stringify({ machine, options, results }, null, 2));
  const wanted = FIGURES.filter(({ id, long }) =>
    options.only.length > 0 ? options.only.includes(id) : !long || options.soak,
  );
  for (const figure of wanted) {
    results.push(await measureFigure(figure, bench));
    await current.close();
    current = createScope();
    // Kept after every figure, so that an interrupted bench leaves what it has.
    keep();
  }
  console.log(`\n${tableOf(results)}\n`);
  const { cores, processor, node, chromium, load } = machine;
  console.log(`${cores} cores (${processor}), load ${load} before, Node ${node}, ${chromium}`);
  console.log(`Size ${options.size.name}, ${options.runs} runs. Every sample: bench/results.json`);
}

let ending = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (ending) return;
    ending = true;
    void closeAll().then(() => process.exit(INTERRUPTED));
  });

let options: Options | null = null;
try {
  options = readOptions(process.argv.slice(2), ids);
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}
if (options) {
  try {
    await measureAll(options);
  } finally {
    await closeAll();
  }
  process.exit();
}
