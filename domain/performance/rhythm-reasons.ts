// The sentences about how often an account orders, how long it has been, and pauses.
import type { Pause } from '../metric/metric.ts';
import { ENGLISH, type Tongue } from '../tongue.ts';
import { daysBetween } from './days.ts';
import type { MetricTerms } from './figures.ts';
import { isLess } from './rational.ts';
import type { Rhythm } from './rhythm.ts';
import { rhythmAlarm } from './status.ts';
import { agoWords, daysWords, dayWords } from './words.ts';

/** How often an account orders and since when it has not; `n` order days, at least one. */
export function rhythmReason(
  n: number,
  rhythm: Rhythm,
  metric: MetricTerms,
  today: string,
  tongue: Tongue = ENGLISH,
): string {
  const { say } = tongue;
  const last = say('{ago} ({day})', {
    ago: agoWords(rhythm.days_since, tongue),
    day: dayWords(rhythm.last_on, today, tongue),
  });
  const late = rhythmAlarm(rhythm) !== null;
  if (n === 1) {
    const facts = { last, span: daysWords(rhythm.usual_gap, tongue) };
    const words = late
      ? say('No repeat order; the only one was {last}, the next expected within {span}', facts)
      : say('One order so far, {last}, the next expected within {span}', facts);
    return withAlarm(words, rhythm, tongue);
  }
  const usual =
    metric.expected_interval_days === null
      ? usualWords(rhythm, tongue)
      : rhythm.usual_gap.num === rhythm.usual_gap.den
        ? say('Agreed to order every day')
        : say('Agreed to order every {gap}', { gap: daysWords(rhythm.usual_gap, tongue) });
  const words = withAlarm(say('{usual}; last order {last}', { usual, last }), rhythm, tongue);
  return n === 2 ? say('{words}, only two order days so far', { words }) : words;
}

// The 80th percentile is named only where it, and not the usual gap, keeps the account from being called late.
function usualWords({ usual_gap, q80, late_after }: Rhythm, tongue: Tongue): string {
  const { say } = tongue;
  const usual =
    usual_gap.num === usual_gap.den
      ? say('Usually orders every day')
      : say('Usually orders every {gap}', { gap: daysWords(usual_gap, tongue) });
  return isLess(q80, late_after)
    ? usual
    : say('{usual}, at times {gap}', { usual, gap: daysWords(q80, tongue) });
}

function withAlarm(words: string, rhythm: Rhythm, tongue: Tongue): string {
  const alarm = rhythmAlarm(rhythm);
  if (alarm === null) return words;
  return alarm === 'UNDER'
    ? tongue.say('{words}: silent (after {span})', { words, span: daysWords(rhythm.silent_after, tongue) })
    : tongue.say('{words}: late (after {span})', { words, span: daysWords(rhythm.late_after, tongue) });
}

/** Whether the account pauses today, else how many days since its last order a pause took away. None or one sentence. */
export function pauseReason(
  pauses: readonly Pause[],
  rhythm: Rhythm | null,
  today: string,
  tongue: Tongue = ENGLISH,
): string[] {
  const { say } = tongue;
  const current = pauses.find(({ from_on, to_on }) => from_on <= today && (to_on === null || to_on >= today));
  if (current !== undefined) {
    const from = dayWords(current.from_on, today, tongue);
    return [
      current.to_on === null
        ? say('Paused since {from} without an end; those days do not count', { from })
        : say('Paused since {from} until {to}; those days do not count', {
            from,
            to: dayWords(current.to_on, today, tongue),
          }),
    ];
  }
  const taken = rhythm === null ? 0 : daysBetween(rhythm.last_on, today) - rhythm.days_since;
  return taken === 0
    ? []
    : [
        say('{n, plural, one {# paused day} other {# paused days}} since the last order not counted', {
          n: taken,
        }),
      ];
}
