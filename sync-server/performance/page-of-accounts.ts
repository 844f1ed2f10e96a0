// Pages of accounts. Their order is computed, so a page is cut from the whole list, after the account of `after_id`.
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { type Page, pageOf } from '../http/paging.ts';
import type { AccountItem } from './list-accounts.ts';

/** `last_id` and `after_id` are lead ids. Refusal: `bad_query` where `after_id` is not in the list. */
export function pageOfAccounts(
  accounts: AccountItem[],
  { page_size, after_id }: { page_size: number; after_id?: string | undefined },
): Result<Page<AccountItem>, Refusal> {
  const from = after_id === undefined ? 0 : accounts.findIndex(({ lead_id }) => lead_id === after_id) + 1;
  if (after_id !== undefined && from === 0) {
    const message = 'is no longer in this list; start again';
    return refuse(refusal('bad_query', { errors: [{ path: 'after_id', message }] }));
  }
  const rows = accounts.slice(from).map((account) => ({ account, id: account.lead_id }));
  const { items, ...page } = pageOf(rows, page_size, accounts.length);
  return ok({ ...page, items: items.map(({ account }) => account) });
}
