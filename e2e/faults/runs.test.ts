// Random runs as tests: the same seed goes the same way, a failing list is made small, and a long mixed run holds.
import { expect, inject, it } from 'vitest';
import { createChance } from './chance.ts';
import { openMemoryEngine } from './database.ts';
import { factories } from './factories.ts';
import { caseOf, runCase } from './fuzz-case.ts';
import { makeOps } from './ops.ts';
import { shrink } from './shrink.ts';

it('the same seed gives the same run, event by event', async () => {
  const deps = {
    engine: await openMemoryEngine(inject('faultDatabase')),
    factories: await factories(inject('faultParts')),
  };
  const [first, second, other] = [
    await runCase(caseOf(11), deps),
    await runCase(caseOf(11), deps),
    await runCase(caseOf(12), deps),
  ];
  expect(second).toEqual(first);
  expect(other.trace).not.toBe(first.trace);
  await deps.engine.close();
});

it('48 five laptops with all faults mixed: a long run holds', async () => {
  const deps = {
    engine: await openMemoryEngine(inject('faultDatabase')),
    factories: await factories(inject('faultParts')),
  };
  const ops = makeOps(createChance(4_848).fork('soak'), 150, 5);
  const verdict = await runCase({ seed: 48, devices: 5, ops }, deps);
  expect(verdict.breaches).toEqual([]);
  expect(verdict.writes).toBeGreaterThan(30);
  await deps.engine.close();
});

it('a failing list of operations is made as small as it goes', async () => {
  const items = Array.from({ length: 40 }, (_, n) => n);
  const fails = async (some: number[]) => some.includes(7) && some.includes(31);
  expect(await shrink(items, fails)).toEqual([7, 31]);
});
