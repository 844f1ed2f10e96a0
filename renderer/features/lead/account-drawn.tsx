// The account as drawings: its order rhythm on a line of days, and its months against the target.
import { useMemo } from 'react';
import { rhythmLine } from '#domain/performance/rhythm-line.ts';
import type { AccountRow } from '../../replica/desk-types.ts';
import { MonthBars } from '../../ui/month-bars.tsx';
import { lastMonths } from '../../ui/month-values.ts';
import { RhythmChart } from '../../ui/rhythm-chart.tsx';
import { useLeadView } from './lead-context.tsx';

/** Nothing before the first order. */
export function AccountDrawn({ account: { account, trade } }: { account: AccountRow }) {
  const { settings } = useLeadView();
  const line = useMemo(
    () =>
      settings
        ? rhythmLine(trade.orders, { ...trade, settings, pauses: trade.metric?.pauses ?? [] }, account)
        : null,
    [settings, trade, account],
  );
  if (!settings || line === null) return null;
  const { currency } = settings;
  return (
    <>
      <RhythmChart line={line} currency={currency} />
      <MonthBars
        months={lastMonths(trade, account.as_of_on, settings)}
        target_minor={trade.metric?.monthly_target_minor ?? null}
        currency={currency}
      />
    </>
  );
}
