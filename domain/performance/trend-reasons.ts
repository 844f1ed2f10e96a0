// The sentences about how an account's spending compares with before.
import { NEEDED_GAPS, type NoTrend, type Trend } from './trend.ts';
import { changeOf } from './words.ts';

/** "Spends 36 % less: same order value, orders 57 % less often". */
export function trendReason({ trend, value_ratio, gap_ratio }: Trend): string {
  const [rate, value, gap] = [changeOf(trend), changeOf(value_ratio), changeOf(gap_ratio)];
  const rateWords = rate ? `Spends ${rate.percent} ${rate.up ? 'more' : 'less'}` : 'Spends as much as before';
  const valueWords = value
    ? `order value ${value.percent} ${value.up ? 'higher' : 'lower'}`
    : 'same order value';
  const gapWords = gap ? `orders ${gap.percent} ${gap.up ? 'less' : 'more'} often` : 'orders as often';
  return `${rateWords}: ${valueWords}, ${gapWords}`;
}

/** Why there is no trend; `n` order days. */
export function noTrendReason(why: NoTrend, n: number): string {
  switch (why) {
    case 'FEW':
      return `No trend yet: ${n} of the ${NEEDED_GAPS + 1} order days it needs`;
    case 'UNRATED':
      return 'No trend: some amounts have no exchange rate';
    case 'NO_VALUE_BEFORE':
      return 'No trend: the earlier orders are worth nothing after returns';
    case 'NO_DAYS':
      return 'No trend: all days between the orders were paused';
  }
}
