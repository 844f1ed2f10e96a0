// Whether a measure meets its targets, and by how much it misses them. Pure.
import type { FigureResult, Measure, Outcome, Target } from './figure.ts';
import { summarise } from './statistics.ts';

export interface Judged {
  measure: Measure;
  /** Null where ours could not be measured. */
  ours: number | null;
  beside: { name: string; kind: 'peer' | 'floor'; value: number; ratio: number | null }[];
  verdicts: { target: Target; limit: number | null; met: boolean | null; off_by: number }[];
}

/** Every measure of a figure, judged. */
export function judge(result: FigureResult): Judged[] {
  return result.measures.map((measure) => {
    const [first, ...others] = result.outcomes;
    const ours = first ? resultOf(first, measure) : null;
    const beside = others.flatMap(({ name, kind, ...outcome }) => {
      const value = resultOf(outcome, measure);
      if (value === null || kind === 'ours') return [];
      return [{ name, kind, value, ratio: ours === null || value === 0 ? null : ours / value }];
    });
    return { measure, ours, beside, verdicts: measure.targets.map((target) => meets(target, ours, beside)) };
  });
}

function resultOf({ runs }: Pick<Outcome, 'runs'>, { id, statistic }: Measure): number | null {
  const samples = runs.flatMap((run) => (run[id] && run[id].length > 0 ? [run[id]] : []));
  return samples.length === 0 ? null : summarise(samples, statistic);
}

/** `off_by`: how far ours lies beyond the limit, as a share of it (0.2: a fifth too slow, or too few). */
function meets(target: Target, ours: number | null, beside: Judged['beside']): Judged['verdicts'][number] {
  const limit = limitOf(target, beside);
  if (ours === null || limit === null) return { target, limit, met: null, off_by: 0 };
  const over = 'least' in target || 'least_times' in target ? limit / ours - 1 : ours / limit - 1;
  return { target, limit, met: over <= 0, off_by: Math.max(0, over) };
}

function limitOf(target: Target, beside: Judged['beside']): number | null {
  if ('most' in target) return target.most;
  if ('least' in target) return target.least;
  const other = beside.find(({ name }) => name === target.of);
  return other ? other.value * ('times' in target ? target.times : target.least_times) : null;
}
