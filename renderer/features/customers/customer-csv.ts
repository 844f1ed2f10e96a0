// What the list of customers shows as a file for a spreadsheet.
import { type Cell, csvText } from '#domain/csv.ts';
import { moneyText } from '#domain/money.ts';
import { statusWord } from '../../ui/field-words.ts';
import type { CustomerRow } from './customer-rows.ts';

const HEADER = [
  ...['customer_id', 'lead_id', 'name', 'company', 'city', 'since_on', 'standing', 'last_order_on'],
  ...['this_month', 'monthly_target', 'currency'],
];

/** The rows as they are listed; amounts in the workspace's currency, as plain numbers. */
export const customersCsv = (rows: readonly CustomerRow[], currency: string): string =>
  csvText(
    HEADER,
    rows.map(({ id, name, since_on, row, account, last_order_on, month_minor, target_minor }): Cell[] => [
      id,
      row?.lead_id ?? null,
      name,
      row?.lead.company ?? null,
      row?.lead.city ?? null,
      since_on,
      account?.account.status ? statusWord(account.account.status) : null,
      last_order_on,
      amount(month_minor, currency),
      amount(target_minor, currency),
      currency,
    ]),
  );

const amount = (minor: number | null, currency: string): number | null =>
  minor === null ? null : Number(moneyText(BigInt(minor), currency).replace(/[^\d.-]/g, ''));
