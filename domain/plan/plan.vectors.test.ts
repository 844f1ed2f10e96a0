// Runs every case of the shared vectors, and holds the copy of them to the original where that is at hand.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import vectors from '../testing/vectors/due-calls.json' with { type: 'json' };
import type { PlanEvent, PlanLead } from './lead.ts';
import { plan } from './plan.ts';

interface Vector {
  id: string;
  title: string;
  lead: PlanLead;
  events: PlanEvent[];
  now: string;
  kam_time_zone: string;
  expect: Record<string, unknown>;
}
const cases: Vector[] = JSON.parse(JSON.stringify(vectors));
const original = new URL('../../../shared/vectors/due-calls.json', import.meta.url);

describe('the vectors of due calls', () => {
  it.each(cases.map((one) => [one.id, one.title, one] as const))('%s: %s', (_id, _title, one) => {
    const result = plan(one.lead, one.events, one.now, one.kam_time_zone);
    if ('reason' in one.expect) expect(result).toMatchObject(one.expect);
    else expect(result).toEqual(one.expect);
  });

  it.each(cases.map((one) => [one.id, one] as const))(
    '%s does not depend on the order of arrival',
    (_id, one) => {
      const reversed = plan(one.lead, [...one.events].reverse(), one.now, one.kam_time_zone);
      expect(reversed).toEqual(plan(one.lead, one.events, one.now, one.kam_time_zone));
    },
  );

  it.skipIf(!existsSync(original))('are the copy of the shared ones', () => {
    expect(vectors).toEqual(JSON.parse(readFileSync(original, 'utf8')));
  });
});
