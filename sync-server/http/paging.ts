// Pages of a list by key: `page_size` items after the id `after_id`. New rows never shift a page.
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { refusal } from '#domain/refusal.ts';
import { HttpRefusal } from './problem.ts';

const MAX_PAGE = 200;

/** The two query parameters of every list; spread into a route's own query schema. */
export const pageQuery = {
  page_size: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a whole number')
    .transform(Number)
    .refine((size) => size >= 1 && size <= MAX_PAGE, `must be from 1 to ${MAX_PAGE}`)
    .default(50)
    .meta({ type: 'integer', minimum: 1, maximum: MAX_PAGE, default: 50 }),
  after_id: idSchema.optional(),
};

export interface Page<T> {
  items: T[];
  /** Of the whole list, not of this page. */
  total: number;
  has_more: boolean;
  /** Give it as `after_id` for the next page; null on an empty page. */
  last_id: string | null;
}

/** The page of `rows`, which were asked for with one more than `size` to see whether more follow. */
export function pageOf<T extends { id: string }>(rows: T[], size: number, total: number): Page<T> {
  const items = rows.slice(0, size);
  return { items, total, has_more: rows.length > size, last_id: items.at(-1)?.id ?? null };
}

/** What follows an item in a list that changes with every call. Throws HttpRefusal `bad_query` once it left the list. */
export function afterItem<T extends { id: string }>(items: T[], id: string): T[] {
  const at = items.findIndex((item) => item.id === id);
  if (at >= 0) return items.slice(at + 1);
  const errors = [{ path: 'after_id', message: 'is not in the list any more: read it anew' }];
  throw new HttpRefusal(refusal('bad_query', { errors }));
}
