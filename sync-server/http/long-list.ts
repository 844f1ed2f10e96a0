// An answer with thousands of items: its text is made item by item, so that others have their turn meanwhile.
import { createBreather } from '../breather.ts';
import type { AppContext } from './app-env.ts';

/** JSON `{items, …rest}`, where each item is what `show` makes of its row. */
export async function longList<Row>(
  c: AppContext,
  rows: readonly Row[],
  show: (row: Row) => object,
  rest: object,
): Promise<Response> {
  const breathe = createBreather();
  const items: string[] = [];
  for (const row of rows) {
    items.push(JSON.stringify(show(row)));
    await breathe();
  }
  const text = `{"items":[${items.join()}],${JSON.stringify(rest).slice(1)}`;
  return c.body(text, 200, { 'content-type': 'application/json' });
}
