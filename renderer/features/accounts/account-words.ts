// The figures of an account in words for its row.
import type { Performance } from '#domain/performance/performance.ts';
import { dayLabel } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';

/** "every 7 d", "every 13.5 d"; empty without orders. */
export const gapWords = ({ usual_gap_days }: Pick<Performance, 'usual_gap_days'>): string =>
  usual_gap_days === null ? '' : say('every {usual_gap_days} d', { usual_gap_days });

/** "today", "17 d ago"; "none yet" without orders. */
export const lastOrderWords = ({ days_since }: Pick<Performance, 'days_since'>): string =>
  days_since === null
    ? say('none yet')
    : days_since === 0
      ? say('today')
      : say('{days_since} d ago', { days_since });

/** "▲ 20 %", "▼ 36 %", "± 0 %"; empty where there is no trend. */
export function trendWords({ trend }: Pick<Performance, 'trend'>): string {
  if (trend === null) return '';
  const percent = Math.round((trend - 1) * 100);
  if (percent === 0) return '± 0 %';
  return `${percent > 0 ? '▲' : '▼'} ${Math.abs(percent)} %`;
}

/** When time alone may change the status next: "Tue", "8 Jul"; empty for never. */
export const changeWords = ({
  next_change_on,
  as_of_on,
}: Pick<Performance, 'next_change_on' | 'as_of_on'>): string =>
  next_change_on === null ? '' : dayLabel(next_change_on, as_of_on);
