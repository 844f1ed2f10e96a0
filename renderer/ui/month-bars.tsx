// Revenue month by month against the target of a month, as bars; and the same as a line no higher than a word.
import type { MonthValue } from '#domain/performance/month-values.ts';
import { dayNumber } from '#domain/plan/days.ts';
import { say, tongue } from '../words/say.ts';
import { wholeAmountWords } from './amount.ts';
import css from './chart.module.css';
import { Chart } from './chart.tsx';

/** "Mar 2026" of a month's first day. */
export const monthWords = (from_on: string): string => tongue().day(dayNumber(from_on), 'month_dated');

const WIDTH = 264;
const HEIGHT = 76;
const FOOT = 14;

interface Props {
  months: readonly MonthValue[];
  /** Minor units; null without one. */
  target_minor: number | null;
  currency: string;
}

/** "Mar 2026 so far 1,200 EUR of a target of 5,000 EUR; 3 of the last 11 months reached it." */
export function monthSentence({ months, target_minor, currency }: Props): string {
  const last = months.at(-1);
  if (last === undefined) return say('No months.');
  const now = say('{month} so far {net_minor}', {
    month: monthWords(last.from_on),
    net_minor: wholeAmountWords(last.net_minor, currency),
  });
  const before = months.slice(0, -1);
  if (target_minor === null) {
    const best = before.reduce((most, month) => (month.net_minor > most.net_minor ? month : most), last);
    return say('{now}; most in {month}, {net_minor}.', {
      now,
      month: monthWords(best.from_on),
      net_minor: wholeAmountWords(best.net_minor, currency),
    });
  }
  const met = before.filter(({ net_minor }) => net_minor >= target_minor).length;
  return say('{now} of a target of {target_minor}; {met} of the {length} months before reached it.', {
    now,
    target_minor: wholeAmountWords(target_minor, currency),
    met,
    length: before.length,
  });
}

/** The bars with the target as a line; the month that still runs is paler. */
export function MonthBars(props: Props) {
  const { months, target_minor, currency } = props;
  const most = Math.max(1, target_minor ?? 0, ...months.map(({ net_minor }) => net_minor));
  const top = (minor: number) => 6 + (HEIGHT - FOOT - 6) * (1 - Math.max(0, minor) / most);
  const step = WIDTH / Math.max(1, months.length);
  return (
    <Chart
      title={say('Month by month')}
      table={{
        head: [say('Month'), say('Revenue'), ...(target_minor === null ? [] : [say('Of target')])],
        rows: months.map(({ from_on, net_minor }) => [
          monthWords(from_on),
          wholeAmountWords(net_minor, currency),
          ...(target_minor === null ? [] : [`${Math.floor((100 * net_minor) / target_minor)} %`]),
        ]),
      }}
    >
      <svg
        className={css.drawing}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={monthSentence(props)}
      >
        {months.map(({ from_on, net_minor }, at) => {
          const y = top(net_minor);
          const running = at === months.length - 1;
          const reached = target_minor !== null && net_minor >= target_minor;
          return (
            <g key={from_on}>
              <title>
                {running
                  ? say('{month} so far: {amount}', {
                      month: monthWords(from_on),
                      amount: wholeAmountWords(net_minor, currency),
                    })
                  : `${monthWords(from_on)}: ${wholeAmountWords(net_minor, currency)}`}
              </title>
              <rect
                className={css.bar}
                data-running={running}
                data-reached={reached}
                x={at * step + 2}
                width={Math.max(2, step - 4)}
                y={y}
                height={Math.max(1, HEIGHT - FOOT - y)}
                rx={2}
              />
              <text className={css.tick} x={at * step + step / 2} y={HEIGHT - 2} textAnchor="middle">
                {tongue().day(dayNumber(from_on), 'initial')}
              </text>
            </g>
          );
        })}
        <line className={css.axis} x1={0} x2={WIDTH} y1={HEIGHT - FOOT + 0.5} y2={HEIGHT - FOOT + 0.5} />
        {target_minor !== null && (
          <line className={css.target} x1={0} x2={WIDTH} y1={top(target_minor)} y2={top(target_minor)} />
        )}
      </svg>
    </Chart>
  );
}

const SPARK_WIDTH = 64;
const SPARK_HEIGHT = 14;

/** The months as a line. It repeats in short what words beside it say, so assistive technology passes over it. */
export function Sparkline({ months }: { months: readonly MonthValue[] }) {
  const values = months.map(({ net_minor }) => Math.max(0, net_minor));
  const most = Math.max(1, ...values);
  const points = values.map((value, at) => {
    const x = 1 + ((SPARK_WIDTH - 2) * at) / Math.max(1, values.length - 1);
    return `${x.toFixed(1)},${(1 + (SPARK_HEIGHT - 2) * (1 - value / most)).toFixed(1)}`;
  });
  return (
    <svg
      className={css.spark}
      width={SPARK_WIDTH}
      height={SPARK_HEIGHT}
      viewBox={`0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`}
      aria-hidden
    >
      <polyline points={points.join(' ')} />
    </svg>
  );
}
