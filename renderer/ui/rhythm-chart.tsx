// The rhythm of an account on a line of days: its orders, today, and when the next one is expected, late and missing.

import type { RhythmLine } from '#domain/performance/rhythm-line.ts';
import { dayNumber } from '#domain/plan/days.ts';
import { listWords } from '../words/dates.ts';
import { say } from '../words/say.ts';
import { wholeAmountWords } from './amount.ts';
import css from './chart.module.css';
import { Chart } from './chart.tsx';
import { dayLabel } from './day-words.ts';

const WIDTH = 264;
const HEIGHT = 58;
const LINE = 26;
const EDGE = 8;
const LARGEST = 6;
const SMALLEST = 2.5;

/** "13 orders from 3 Dec to 27 Feb; the next is expected Fri 6 Mar, late from 8 Mar on." */
export function rhythmSentence({ days, expected_on, late_on, silent_on, today }: RhythmLine): string {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return say('No orders.');
  const day = (on: string) => dayLabel(on, today);
  const orders = say(
    '{length, plural, one {One order day, {day}} other {{length} order days from {day2} to {day}}}',
    { length: days.length, day: day(last.on), day2: day(first.on) },
  );
  if (expected_on === null) return say('{orders}; none is expected.', { orders });
  const rest = [
    late_on && say('late from {day} on', { day: day(late_on) }),
    silent_on && say('silent from {day} on', { day: day(silent_on) }),
  ];
  const facts = {
    orders,
    day: day(expected_on),
    rest: listWords(rest.filter((words) => words !== null)),
  };
  return expected_on < today
    ? say('{orders}; the next was expected {day}, {rest}.', facts)
    : say('{orders}; the next is expected {day}, {rest}.', facts);
}

export function RhythmChart({ line, currency }: { line: RhythmLine; currency: string }) {
  const { days, expected_on, late_on, silent_on, today } = line;
  const first = dayNumber(days[0]?.on ?? today);
  const until = Math.max(dayNumber(today), dayNumber(silent_on ?? late_on ?? expected_on ?? today)) + 1;
  const x = (on: string) =>
    EDGE + ((WIDTH - 2 * EDGE) * (dayNumber(on) - first)) / Math.max(1, until - first);
  const most = Math.max(1, ...days.map(({ net_minor }) => Number(net_minor)));
  const radius = (minor: bigint) =>
    Math.max(SMALLEST, LARGEST * Math.sqrt(Math.max(0, Number(minor)) / most));
  const words = (minor: bigint) => wholeAmountWords(Number(minor), currency);
  const end = WIDTH - EDGE;
  return (
    <Chart
      title={say('Order rhythm')}
      table={{
        head: [say('Day'), say('Ordered'), say('Days since')],
        rows: days.map(({ on, net_minor }, at) => {
          const before = days[at - 1];
          return [
            dayLabel(on, today),
            words(net_minor),
            before ? String(dayNumber(on) - dayNumber(before.on)) : '',
          ];
        }),
      }}
    >
      <svg
        className={css.drawing}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={rhythmSentence(line)}
      >
        {late_on && <Band tone="late" from={x(late_on)} to={silent_on ? x(silent_on) : end} />}
        {silent_on && <Band tone="silent" from={x(silent_on)} to={end} />}
        <line className={css.axis} x1={EDGE} x2={end} y1={LINE} y2={LINE} />
        {expected_on && <circle className={css.expected} cx={x(expected_on)} cy={LINE} r={LARGEST - 1} />}
        {days.map(({ on, net_minor }) => (
          <circle key={on} className={css.order} cx={x(on)} cy={LINE} r={radius(net_minor)}>
            <title>{`${dayLabel(on, today)}: ${words(net_minor)}`}</title>
          </circle>
        ))}
        <line className={css.today} x1={x(today)} x2={x(today)} y1={8} y2={LINE + 16} />
        <text className={css.tick} x={Math.min(x(today), WIDTH - 22)} y={HEIGHT - 4} textAnchor="middle">
          {say('today')}
        </text>
        {x(today) > 90 && (
          <text className={css.tick} x={EDGE - 6} y={HEIGHT - 4}>
            {dayLabel(days[0]?.on ?? today, today)}
          </text>
        )}
      </svg>
    </Chart>
  );
}

function Band({ tone, from, to }: { tone: 'late' | 'silent'; from: number; to: number }) {
  return (
    <rect
      className={css.band}
      data-tone={tone}
      x={from}
      width={Math.max(0, to - from)}
      y={10}
      height={2 * (LINE - 10)}
      rx={3}
    >
      <title>{tone === 'late' ? say('Late') : say('Silent')}</title>
    </rect>
  );
}
