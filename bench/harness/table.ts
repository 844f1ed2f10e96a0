// The results as a table for people. Pure.
import type { FigureResult, Target, Unit } from './figure.ts';
import { type Judged, judge } from './verdict.ts';

const HEAD = ['figure', 'ours', 'beside it', 'ratio', 'target', 'verdict'];

/** One line per measure, and one more for each further peer, floor or target of it; then what went wrong. */
export function tableOf(results: readonly FigureResult[]): string {
  const rows = results.flatMap((result) => judge(result).flatMap((judged) => rowsOf(result.title, judged)));
  const lines = aligned([HEAD, ...rows]);
  const rule = lines[0]?.replace(/./g, '-') ?? '';
  return [lines[0], rule, ...lines.slice(1), ...troublesOf(results)].join('\n');
}

function rowsOf(title: string, { measure, ours, beside, verdicts }: Judged): string[][] {
  const { unit } = measure;
  const count = Math.max(1, beside.length, verdicts.length);
  return Array.from({ length: count }, (_, at) => {
    const other = beside[at];
    const verdict = verdicts[at];
    return [
      at === 0 ? `${title}: ${measure.title}` : '',
      at === 0 ? amount(ours, unit) : '',
      other ? `${other.name} ${amount(other.value, unit)}` : '',
      other && other.ratio !== null ? `${plain(other.ratio)} ×` : '',
      verdict ? targetWords(verdict.target, unit) : '',
      verdict ? verdictWords(verdict) : '',
    ];
  });
}

/** An amount with its unit; a dash where there is none. */
export const amount = (value: number | null, unit: Unit): string =>
  value === null ? '–' : `${plain(value)} ${unit}`;

/** Three figures are enough for anything measured here. */
const plain = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

function targetWords(target: Target, unit: Unit): string {
  if ('most' in target) return `≤ ${amount(target.most, unit)}`;
  if ('least' in target) return `≥ ${amount(target.least, unit)}`;
  if ('least_times' in target) return `≥ ${target.least_times} × ${target.of}`;
  return target.times === 1 ? `faster than ${target.of}` : `≤ ${target.times} × ${target.of}`;
}

function verdictWords({ met, off_by }: Judged['verdicts'][number]): string {
  if (met === null) return 'not measured';
  return met ? 'met' : `missed by ${Math.ceil(off_by * 100)} %`;
}

const troublesOf = (results: readonly FigureResult[]): string[] =>
  results.flatMap(({ title, outcomes }) =>
    outcomes.flatMap(({ name, trouble }) => (trouble === null ? [] : [`! ${title}, ${name}: ${trouble}`])),
  );

function aligned(rows: readonly string[][]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
