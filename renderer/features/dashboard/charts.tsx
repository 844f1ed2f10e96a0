// The charts of the dashboard: calls by day, leads by stage, orders by month, and the people beside each other.
import { type Counts, type Figures, percentOf } from '#domain/dashboard/figures.ts';
import { dayNumber } from '#domain/plan/days.ts';
import { dayWords } from '#domain/plan/words.ts';
import { wholeAmountWords } from '../../ui/amount.ts';
import { countLabel, plainDay } from '../../ui/day-words.ts';
import { stateWord } from '../../ui/field-words.ts';
import { Bars, ChartCard, DataTable, type Point, Rows } from './chart.tsx';
import css from './dashboard.module.css';
import { percentWords } from './figure-words.ts';

/** So many days still have room for a word each. */
const NAMED_DAYS = 10;

export function CallsByDay({ days }: Pick<Figures, 'days'>) {
  const points = days.map(({ on, made, reached }, at): Point => {
    const named = days.length <= NAMED_DAYS || at % 7 === 0;
    return {
      name: plainDay(on),
      short: named ? shortDay(on, days.length) : '',
      value: made,
      part: reached,
      words: `${made} made, ${reached} reached`,
    };
  });
  const best = days.reduce((a, b) => (b.made > a.made ? b : a), days[0] ?? { on: '', made: 0, reached: 0 });
  return (
    <ChartCard
      title="Calls by day"
      summary={
        best.made === 0
          ? 'No calls in this time.'
          : `Calls made on each of ${days.length} days; most on ${plainDay(best.on)}: ${best.made}, of which ${best.reached} reached somebody.`
      }
      columns={['Day', 'Made', 'Reached']}
      rows={days.map(({ on, made, reached }) => ({
        key: on,
        cells: [plainDay(on), countLabel(made), countLabel(reached)],
      }))}
      note={<Legend />}
    >
      <Bars points={points} />
    </ChartCard>
  );
}

const Legend = () => (
  <>
    <span className={css.swatch} data-part aria-hidden /> somebody was reached{' '}
    <span className={css.swatch} aria-hidden /> nobody was
  </>
);

const shortDay = (on: string, count: number): string => {
  const [weekday = '', date = '', month = ''] = dayWords(dayNumber(on)).split(' ');
  return count <= NAMED_DAYS ? `${weekday} ${date}` : `${date} ${month}`;
};

export function LeadsByStage({ stages }: Pick<Figures, 'stages'>) {
  const points = stages.map(
    ({ state, count }): Point => ({
      name: stateWord(state),
      short: '',
      value: count,
      words: countLabel(count),
    }),
  );
  return (
    <ChartCard
      title="Leads by stage, now"
      summary={`Leads as they stand now: ${points.map(({ name, words }) => `${name} ${words}`).join(', ')}.`}
      columns={['Stage', 'Leads']}
      rows={points.map(({ name, words }) => ({ key: name, cells: [name, words] }))}
    >
      <Rows points={points} />
    </ChartCard>
  );
}

export function OrdersByMonth({
  months,
  unrated,
  currency,
}: Pick<Figures, 'months' | 'unrated'> & { currency: string }) {
  const points = months.map(
    ({ month, minor, orders }, at): Point => ({
      name: monthName(month),
      short: at % 2 === months.length % 2 ? '' : (monthName(month).split(' ')[0] ?? ''),
      value: minor,
      words: `${wholeAmountWords(minor, currency)}, ${orders === 1 ? '1 order' : `${countLabel(orders)} orders`}`,
    }),
  );
  const last = points.at(-1);
  return (
    <ChartCard
      title="Orders by month"
      summary={`Orders less returns of twelve months; ${last?.name}: ${last?.words}.`}
      columns={['Month', 'Orders less returns', 'Orders']}
      rows={months.map(({ month, minor, orders }) => ({
        key: month,
        cells: [monthName(month), wholeAmountWords(minor, currency), countLabel(orders)],
      }))}
      {...(unrated > 0 ? { note: `${unrated} in a currency without a rate are left out.` } : {})}
    >
      <Bars points={points} />
    </ChartCard>
  );
}

/** "Mar 2026" for 2026-03. */
const monthName = (month: string): string =>
  dayWords(dayNumber(`${month}-01`))
    .split(' ')
    .slice(2)
    .join(' ');

const PEOPLE_COLUMNS = [
  ...[
    'Person',
    'Calls',
    'Reached',
    'Strike rate',
    'Orders',
    'Kept to the plan',
    'Answers in time',
    'New',
    'Won',
  ],
];

export function ByPerson({
  people,
  nameOf,
}: Pick<Figures, 'people'> & { nameOf(id: string | null): string }) {
  const rows = [...people]
    .map(([id, counts]) => ({ key: id ?? 'nobody', name: nameOf(id), counts }))
    .sort((a, b) => b.counts.made - a.counts.made || (a.name < b.name ? -1 : 1));
  return (
    <section className={`${css.card} ${css.wide}`} aria-label="By person">
      <div className={css.cardHead}>
        <h2 className={css.cardTitle}>By person</h2>
      </div>
      {rows.length === 0 ? (
        <p className={css.note}>Nothing has happened in this time yet.</p>
      ) : (
        <DataTable
          columns={PEOPLE_COLUMNS}
          rows={rows.map(({ key, name, counts }) => ({ key, cells: [name, ...cellsOf(counts)] }))}
        />
      )}
    </section>
  );
}

const cellsOf = (counts: Counts): string[] => [
  countLabel(counts.made),
  percentWords(percentOf(counts.reached, counts.made)),
  percentWords(percentOf(counts.productive, counts.made)),
  countLabel(counts.orders),
  percentWords(percentOf(counts.in_time, counts.due)),
  percentWords(percentOf(counts.kept, counts.kept + counts.broken)),
  countLabel(counts.entered),
  countLabel(counts.won),
];
