import { describe, expect, it } from 'vitest';
import type { FigureResult, Measure, Outcome } from './figure.ts';
import { tableOf } from './table.ts';
import { judge } from './verdict.ts';

const seconds: Measure = {
  id: 'time',
  title: 'until durable',
  unit: 's',
  statistic: 'median',
  targets: [
    { times: 2.5, of: 'floor' },
    { times: 1, of: 'peer' },
  ],
};
const rate: Measure = {
  id: 'rate',
  title: 'push',
  unit: 'docs/s',
  statistic: 'median',
  targets: [{ least: 4000 }],
};

const outcome = (
  name: string,
  kind: Outcome['kind'],
  runs: Outcome['runs'],
  trouble: string | null = null,
) => ({
  name,
  kind,
  runs,
  trouble,
});
const figure = (measures: Measure[], outcomes: Outcome[]): FigureResult => ({
  figure: 'first-sync',
  title: 'first sync',
  measures,
  outcomes,
});

describe('the table of results', () => {
  it('sets ours beside each peer and floor, and says which target is missed by how much', () => {
    const result = figure(
      [seconds],
      [
        outcome('callbook', 'ours', [{ time: [6] }, { time: [5] }, { time: [4] }]),
        outcome('floor', 'floor', [{ time: [1.6] }]),
        outcome('peer', 'peer', [{ time: [10] }]),
      ],
    );
    const lines = tableOf([result]).split('\n');
    expect(lines[2]).toMatch(
      /first sync: until durable +5 s +floor 1\.6 s +3\.13 × +≤ 2\.5 × floor +missed by 25 %/,
    );
    expect(lines[3]).toMatch(/^ +peer 10 s +0\.5 × +faster than peer +met$/);
  });

  it('a rate is missed by what is lacking', () => {
    const [judged] = judge(figure([rate], [outcome('callbook', 'ours', [{ rate: [2000] }])]));
    expect(judged?.verdicts[0]).toMatchObject({ met: false, off_by: 1 });
  });

  it('a peer that is not there leaves the target open and is named below', () => {
    const result = figure(
      [seconds],
      [outcome('callbook', 'ours', [{ time: [5] }]), outcome('peer', 'peer', [], 'not installed')],
    );
    expect(judge(result)[0]?.verdicts.map(({ met }) => met)).toEqual([null, null]);
    expect(tableOf([result])).toContain('not measured');
    expect(tableOf([result]).split('\n').at(-1)).toBe('! first sync, peer: not installed');
  });

  it('ours that could not be measured is a dash', () => {
    const result = figure([rate], [outcome('callbook', 'ours', [], 'gave up after 5 minutes')]);
    expect(tableOf([result])).toMatch(/push +–/);
  });
});
