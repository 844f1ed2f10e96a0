// The leads of the list as columns, one a stage: in the order of the pipeline, with what the leads of each may be worth.
import { potentialOf } from '#domain/performance/account-value.ts';
import { CATEGORIES, type Category, type Settings } from '#domain/settings/settings.ts';
import type { DeskRow } from '../../../replica/desk-types.ts';

export interface BoardColumn {
  state: string;
  category: Category;
  rows: readonly DeskRow[];
  /** Minor units of the workspace's currency; null where no lead says what it may be worth. */
  value_minor: number | null;
}

interface Facts {
  states: Settings['states'];
  /** The stages that the filter asks for; null: all. */
  wanted: readonly string[] | null;
  exchange: Pick<Settings, 'currency' | 'rates'>;
  /** Day of the rates (YYYY-MM-DD). */
  today: string;
}

/**
 * New stages first, then those in work, won and lost, each kind in the order of the settings. Leads in a stage that the
 * settings do not name have a column of their own at the end; a stage without leads has one too, to move leads into.
 */
export function boardColumns(rows: readonly DeskRow[], facts: Facts): BoardColumn[] {
  const byState = Map.groupBy(rows, ({ lead }) => lead.state);
  const known = CATEGORIES.flatMap((kind) => facts.states.filter(({ category }) => category === kind));
  const strangers = [...byState.keys()].filter((state) => !known.some(({ name }) => name === state));
  return [...known, ...strangers.map((name) => ({ name, category: 'working' as const }))]
    .filter(({ name }) => facts.wanted === null || facts.wanted.includes(name))
    .map(({ name, category }) => {
      const inState = byState.get(name) ?? [];
      return { state: name, category, rows: inState, value_minor: worthOf(inState, facts) };
    });
}

function worthOf(rows: readonly DeskRow[], { exchange, today }: Facts): number | null {
  const values = rows.flatMap(({ lead }) =>
    lead.currency === exchange.currency
      ? (lead.value_minor ?? [])
      : (potentialOf(lead, today, exchange) ?? []),
  );
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

/** Where the place `index` of all columns' rows, one after the other, stands; null for none. */
export function placeAt(
  columns: readonly BoardColumn[],
  index: number,
): { column: number; row: number } | null {
  let first = 0;
  for (const [column, { rows }] of columns.entries()) {
    if (index >= first && index < first + rows.length) return { column, row: index - first };
    first += rows.length;
  }
  return null;
}

/** How many rows stand before this column. */
export const rowsBefore = (columns: readonly BoardColumn[], column: number): number =>
  columns.slice(0, column).reduce((sum, { rows }) => sum + rows.length, 0);

/** The nearest column to that side (-1 or 1) that has a lead; the same one where there is none. */
export function besideColumn(columns: readonly BoardColumn[], column: number, side: -1 | 1): number {
  for (let at = column + side; at >= 0 && at < columns.length; at += side)
    if ((columns[at]?.rows.length ?? 0) > 0) return at;
  return column;
}
