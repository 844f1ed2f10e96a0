// How the demo's accounts order: one story for each performance status, told in days before today.

export interface OrderStory {
  /** Days before today, oldest first, with the amount in whole units of the workspace's currency. */
  orders: { days: number; amount: number }[];
  /** How long the account has been a customer, in days. */
  customer_for: number;
  monthly_target?: number;
  expected_interval_days?: number;
  paused?: boolean;
  override?: { rating: 'WELL' | 'WATCH'; reason: string };
  returns?: { days: number; amount: number }[];
}

/** Thirteen orders `gap` days apart, the last one `last` days ago; `recent` is the amount of the last four. */
const regular = (gap: number, last: number, amount: number, recent = amount) =>
  Array.from({ length: 13 }, (_, n) => ({ days: last + (12 - n) * gap, amount: n >= 9 ? recent : amount }));

/** Stories in the order in which accounts get them; together they show every status and every input. */
export const ORDER_STORIES: readonly OrderStory[] = [
  { orders: regular(7, 1, 1000, 1200), customer_for: 400 },
  { orders: regular(7, 17, 1000), customer_for: 400 },
  { orders: regular(7, 10, 1000), customer_for: 300 },
  { orders: regular(7, 2, 1000, 600), customer_for: 420 },
  { orders: regular(7, 2, 1000, 900), customer_for: 380 },
  { orders: [{ days: 20, amount: 800 }], customer_for: 25 },
  { orders: [], customer_for: 10 },
  { orders: [], customer_for: 45 },
  { orders: [31, 24, 17, 10, 3].map((days) => ({ days, amount: 640 })), customer_for: 60 },
  { orders: regular(30, 12, 3000), customer_for: 500 },
  { orders: regular(14, 5, 1500, 1700), customer_for: 400, monthly_target: 2500 },
  { orders: regular(7, 1, 1000), customer_for: 400, returns: [{ days: 5, amount: 1300 }] },
  { orders: regular(7, 3, 900), customer_for: 350, monthly_target: 9000 },
  { orders: regular(7, 24, 1100), customer_for: 350, paused: true },
  {
    orders: regular(14, 45, 1250),
    customer_for: 600,
    override: { rating: 'WATCH', reason: 'Owner is abroad until next month.' },
  },
  { orders: regular(10, 4, 700), customer_for: 300, expected_interval_days: 10 },
  { orders: regular(28, 200, 2000), customer_for: 700 },
];
