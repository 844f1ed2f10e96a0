import { afterEach, expect, it, vi } from 'vitest';
import type { Audited } from './audit.ts';
import { createAuditor, pageIdle } from './auditor.ts';
import { Unanswered } from './digest.ts';

const HOUR = 3_600_000;
let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

function auditorOf(audit: () => Promise<Audited | null>) {
  let time = 0;
  const found: Audited[] = [];
  const reports: string[] = [];
  const auditor = createAuditor({
    audit,
    found: (result) => void found.push(result),
    report: (message) => void reports.push(message),
    ticks: () => time,
    look_ms: 5,
  });
  ends.push(auditor.close);
  return {
    ...{ auditor, found, reports },
    pass: (ms: number) => {
      time += ms;
    },
  };
}

it('compares again after a day, and not before', async () => {
  let times = 0;
  const { auditor, found, pass } = auditorOf(async () => {
    times += 1;
    await pageIdle();
    return { checked: 3, repaired: 0 };
  });
  await Promise.all([auditor.now(), auditor.now()]);
  expect(found).toEqual([{ checked: 3, repaired: 0 }]);
  pass(23 * HOUR);
  await new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
  expect(times).toBe(1);
  pass(2 * HOUR);
  await vi.waitFor(() => expect(times).toBe(2));
});

it('tells of a comparison that failed but for the network, tries it again, and takes a server that cannot compare as it is', async () => {
  const answers = [
    () => Promise.reject(new Unanswered('offline')),
    () => Promise.reject(new Error('a defect')),
    async () => null,
  ];
  const { auditor, found, reports } = auditorOf(() => (answers.shift() ?? (async () => null))());
  await auditor.now();
  expect(reports).toEqual([]);
  await auditor.now();
  expect(reports).toEqual(['audit: Error: a defect']);
  await vi.waitFor(() => expect(answers).toEqual([]));
  expect(found).toEqual([]);
});
