// The charts of the dashboard: calls by day, leads by stage, orders by month, and the people beside each other.
import { type Counts, type Figures, percentOf } from '#domain/dashboard/figures.ts';
import { dayNumber } from '#domain/plan/days.ts';
import { wholeAmountWords } from '../../ui/amount.ts';
import { countLabel, plainDay } from '../../ui/day-words.ts';
import { stateWord } from '../../ui/field-words.ts';
import { listWords } from '../../words/dates.ts';
import { say, tongue } from '../../words/say.ts';
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
      words: say('{made} made, {reached} reached', { made, reached }),
    };
  });
  const best = days.reduce((a, b) => (b.made > a.made ? b : a), days[0] ?? { on: '', made: 0, reached: 0 });
  return (
    <ChartCard
      title={say('Calls by day')}
      summary={
        best.made === 0
          ? say('No calls in this time.')
          : say(
              'Calls made on each of {length} days; most on {plainDay}: {made}, of which {reached} reached somebody.',
              { length: days.length, plainDay: plainDay(best.on), made: best.made, reached: best.reached },
            )
      }
      columns={[say('Day'), say('Made'), say('Reached')]}
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
    <span className={css.swatch} data-part aria-hidden /> {say('somebody was reached')}{' '}
    <span className={css.swatch} aria-hidden /> {say('nobody was')}
  </>
);

const shortDay = (on: string, count: number): string => {
  const day = dayNumber(on);
  if (count > NAMED_DAYS) return tongue().day(day, 'plain');
  return say('{weekday} {date}', { weekday: tongue().day(day, 'weekday'), date: Number(on.slice(8)) });
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
      title={say('Leads by stage, now')}
      summary={say('Leads as they stand now: {list}.', {
        list: listWords(points.map(({ name, words }) => `${name} ${words}`)),
      })}
      columns={[say('Stage'), say('Leads')]}
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
      short: at % 2 === months.length % 2 ? '' : tongue().day(dayNumber(`${month}-01`), 'month'),
      value: minor,
      words: say('{amount}, {orders, plural, one {1 order} other {{count} orders}}', {
        amount: wholeAmountWords(minor, currency),
        orders,
        count: countLabel(orders),
      }),
    }),
  );
  const last = points.at(-1);
  return (
    <ChartCard
      title={say('Orders by month')}
      summary={say('Orders less returns of twelve months; {name}: {words}.', {
        name: last?.name ?? '',
        words: last?.words ?? '',
      })}
      columns={[say('Month'), say('Orders less returns'), say('Orders')]}
      rows={months.map(({ month, minor, orders }) => ({
        key: month,
        cells: [monthName(month), wholeAmountWords(minor, currency), countLabel(orders)],
      }))}
      {...(unrated > 0
        ? { note: say('{unrated} in a currency without a rate are left out.', { unrated }) }
        : {})}
    >
      <Bars points={points} />
    </ChartCard>
  );
}

/** "Mar 2026" for 2026-03. */
const monthName = (month: string): string => tongue().day(dayNumber(`${month}-01`), 'month_dated');

const PEOPLE_COLUMNS = [
  ...[
    say('Person'),
    say('Calls'),
    say('Reached'),
    say('Strike rate'),
    say('Orders'),
    say('Kept to the plan'),
    say('Answers in time'),
    say('New'),
    say('Won'),
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
    <section className={`${css.card} ${css.wide}`} aria-label={say('By person')}>
      <div className={css.cardHead}>
        <h2 className={css.cardTitle}>{say('By person')}</h2>
      </div>
      {rows.length === 0 ? (
        <p className={css.note}>{say('Nothing has happened in this time yet.')}</p>
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
