// The time that a dashboard looks at: whole days of the person who looks, up to his today.
import { dayNumber, dayText, modulo, weekdayOf } from '../plan/days.ts';
import { zoneOf } from '../plan/zone.ts';

export const SPANS = ['today', 'week', 'month', 'thirty_days', 'quarter'] as const;
export type SpanName = (typeof SPANS)[number];

/** Day numbers, both counted; instants in epoch milliseconds, `to` not counted. */
export interface Span {
  name: SpanName;
  first: number;
  last: number;
  from: number;
  to: number;
  time_zone: string;
}

/** The span as of `now` (an instant) in a zone. A week begins on Monday, a quarter in January, April, July or October. */
export function spanOf(name: SpanName, now: string, timeZone: string): Span {
  const zone = zoneOf(timeZone);
  const today = zone.dayOf(Date.parse(now));
  const first = firstDay(name, today);
  return {
    name,
    first,
    last: today,
    from: zone.startOf(first),
    to: zone.startOf(today + 1),
    time_zone: timeZone,
  };
}

function firstDay(name: SpanName, today: number): number {
  const [year = '', month = ''] = dayText(today).split('-');
  switch (name) {
    case 'today':
      return today;
    case 'week':
      return today - weekdayOf(today) + 1;
    case 'month':
      return dayNumber(`${year}-${month}-01`);
    case 'thirty_days':
      return today - 29;
    case 'quarter': {
      const opening = Number(month) - modulo(Number(month) - 1, 3);
      return dayNumber(`${year}-${String(opening).padStart(2, '0')}-01`);
    }
  }
}

/** The last `count` months up to the one of this day, as YYYY-MM, oldest first. */
export function monthsUpTo(day: number, count: number): string[] {
  const [year = 0, month = 0] = dayText(day).split('-').map(Number);
  return Array.from({ length: count }, (_, at) => {
    const months = year * 12 + month - 1 - (count - 1 - at);
    return `${Math.floor(months / 12)}-${String(modulo(months, 12) + 1).padStart(2, '0')}`;
  });
}
