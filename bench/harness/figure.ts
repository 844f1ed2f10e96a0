// What a figure is: something measured with ours and with what stands beside it, run after run in turn.
import type { Bench } from './bench.ts';
import type { Statistic } from './statistics.ts';

export type Unit = 's' | 'ms' | 'MB' | 'docs/s' | 'requests/s' | '%';

/** `most` and `least` in the measure's unit; `times` (at most) and `least_times` another contender's result. */
export type Target =
  | { most: number }
  | { least: number }
  | { times: number; of: string }
  | { least_times: number; of: string };

export interface Measure {
  id: string;
  title: string;
  unit: Unit;
  statistic: Statistic;
  targets: readonly Target[];
}

/** Samples by the id of their measure. */
export type Samples = Record<string, readonly number[]>;

export interface Contender {
  name: string;
  kind: 'ours' | 'peer' | 'floor';
  /** Once, before the first run. */
  prepare?(): Promise<void>;
  run(run: number): Promise<Samples>;
}

export interface Figure {
  id: string;
  title: string;
  /** Minutes after which it is given up. */
  limit_minutes: number;
  measures: readonly Measure[];
  /** Ours first. Whatever they open by `bench` is closed when the figure ends. */
  contenders(bench: Bench): Contender[];
  /** Measured on request only. */
  long?: boolean;
}

/** What came of one contender of a figure. */
export interface Outcome {
  name: string;
  kind: Contender['kind'];
  /** Samples of every run, by measure. */
  runs: Samples[];
  /** Why there are none, or fewer; null when all went well. */
  trouble: string | null;
}

export interface FigureResult {
  figure: string;
  title: string;
  measures: readonly Measure[];
  outcomes: Outcome[];
}
