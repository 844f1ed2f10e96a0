// The order in which due leads are called: a total order, the same on every device whatever order the rows come in.
import type { PlannedCall } from './plan.ts';

export interface PlannedRow {
  lead: { id: string; name: string };
  plan: PlannedCall;
  /** The promised first answer is overdue, or due within the reminder time (see sla.ts). */
  sla_pressing: boolean;
  /** The account's performance, where it has one. */
  status: string | null;
  /** Twelve months' revenue or potential in minor units of one currency for all rows. */
  value_minor: number | null;
}

/** What rows are compared by, worked out once per row. Smaller groups and statuses come first. */
export interface OrderKey {
  group: number;
  elapsed: number;
  interval: number;
  status: number;
  closesAt: string;
  value: number;
  name: string;
  id: string;
}

const NOW: readonly PlannedCall['bucket'][] = ['CALL_NOW', 'WAITING', 'OVERDUE'];

/** The key of a row. */
export function orderKey({ lead, plan, sla_pressing, status, value_minor }: PlannedRow): OrderKey {
  return {
    group: groupOf(plan, sla_pressing),
    elapsed: plan.elapsed_days,
    interval: plan.interval_days,
    status: status === 'UNDER' ? 0 : status === 'WATCH' ? 1 : 2,
    closesAt: plan.closes_at,
    value: value_minor ?? 0,
    name: lead.name.normalize('NFC').toLowerCase(),
    id: lead.id,
  };
}

// Promises that have come due, new leads whose answer presses, leads that are open now, the others.
function groupOf(plan: PlannedCall, slaPressing: boolean): number {
  if (plan.reason === 'callback' && NOW.includes(plan.bucket)) return plan.callable_now ? 0 : 1;
  if (plan.reason === 'new' && slaPressing) return plan.callable_now ? 2 : 3;
  return plan.callable_now ? 4 : 5;
}

/** Negative when `a` is called before `b`; 0 only for one and the same lead. Source: due calls, R19. */
export function compareKeys(a: OrderKey, b: OrderKey): number {
  return (
    a.group - b.group ||
    // Fractions are compared as fractions: no rounding can make two devices disagree.
    b.elapsed * a.interval - a.elapsed * b.interval ||
    a.status - b.status ||
    compareText(a.closesAt, b.closesAt) ||
    b.value - a.value ||
    compareCodePoints(a.name, b.name) ||
    compareCodePoints(a.id, b.id)
  );
}

/** The rows in the order of calling; the given array stays as it is. */
export function inCallOrder<Row extends PlannedRow>(rows: readonly Row[]): Row[] {
  return rows
    .map((row) => ({ row, key: orderKey(row) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ row }) => row);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares by code points, where comparing strings as they are would compare UTF-16 units. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return pointAt(a, at) - pointAt(b, at);
  }
  return a.length - b.length;
}

// A surrogate that begins a pair stands for the whole character; one that ends it differs only by itself.
const pointAt = (text: string, at: number): number => Number(text.codePointAt(at));
