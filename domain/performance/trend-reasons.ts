// The sentences about how an account's spending compares with before.
import { ENGLISH, type Tongue } from '../tongue.ts';
import { NEEDED_GAPS, type NoTrend, type Trend } from './trend.ts';
import { changeOf } from './words.ts';

/** "Spends 36 % less: same order value, orders 57 % less often". */
export function trendReason({ trend, value_ratio, gap_ratio }: Trend, tongue: Tongue = ENGLISH): string {
  const { say } = tongue;
  const [rate, value, gap] = [changeOf(trend), changeOf(value_ratio), changeOf(gap_ratio)];
  return say('{spending}: {value}, {pace}', {
    spending: changeWords(rate, {
      same: () => say('Spends as much as before'),
      up: (percent) => say('Spends {percent} more', { percent }),
      down: (percent) => say('Spends {percent} less', { percent }),
    }),
    value: changeWords(value, {
      same: () => say('same order value'),
      up: (percent) => say('order value {percent} higher', { percent }),
      down: (percent) => say('order value {percent} lower', { percent }),
    }),
    pace: changeWords(gap, {
      same: () => say('orders as often'),
      up: (percent) => say('orders {percent} less often', { percent }),
      down: (percent) => say('orders {percent} more often', { percent }),
    }),
  });
}

interface ChangeWords {
  same(): string;
  up(percent: string): string;
  down(percent: string): string;
}

const changeWords = (change: ReturnType<typeof changeOf>, words: ChangeWords): string =>
  change === null ? words.same() : change.up ? words.up(change.percent) : words.down(change.percent);

/** Why there is no trend; `n` order days. */
export function noTrendReason(why: NoTrend, n: number, { say }: Tongue = ENGLISH): string {
  switch (why) {
    case 'FEW':
      return say('No trend yet: {n} of the {needed} order days it needs', { n, needed: NEEDED_GAPS + 1 });
    case 'UNRATED':
      return say('No trend: some amounts have no exchange rate');
    case 'NO_VALUE_BEFORE':
      return say('No trend: the earlier orders are worth nothing after returns');
    case 'NO_DAYS':
      return say('No trend: all days between the orders were paused');
  }
}
