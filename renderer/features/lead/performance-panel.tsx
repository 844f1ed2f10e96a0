// How the account does, with the reasons and the numbers behind them, and what people may set about it.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { Performance } from '#domain/performance/performance.ts';
import type { AccountRow, Desk } from '../../replica/desk-types.ts';
import { useDesk } from '../../replica/replica-context.tsx';
import { dayLabel } from '../../ui/day-words.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { StatusChip } from '../../ui/tone-chip.tsx';
import { AccountDrawn } from './account-drawn.tsx';
import css from './lead.module.css';
import { useLeadView } from './lead-context.tsx';
import { Fact, Panel } from './panel.tsx';
import { PerformanceForm } from './performance-form.tsx';
import { useEditing } from './use-editing.ts';

/** Nothing for a lead that is not won. */
export function PerformancePanel() {
  const { detail } = useLeadView();
  const leadId = detail.lead.id;
  const edit = useEditing();
  const ask = useMemo(
    () => oncePerVersion((desk: Pick<Desk, 'version' | 'accounts'>) => accountOf(desk, leadId)),
    [leadId],
  );
  const account = useDesk(ask);
  const complete = useDesk((desk) => desk.ready()) === 'ready';
  // During a first sync its orders may not all be here yet.
  if (account === null || !complete) return null;
  return (
    <Panel
      title="Performance"
      actions={
        <>
          {account.account.status && (
            <StatusChip status={account.account.status} set={account.account.overridden !== null} />
          )}
          {!edit.editing && (
            <Button
              variant="subtle"
              size="compact-xs"
              aria-label="Edit performance"
              autoFocus={edit.returned}
              onClick={edit.open}
            >
              Edit
            </Button>
          )}
        </>
      }
    >
      {edit.editing ? (
        <PerformanceForm today={account.account.as_of_on} close={edit.close} />
      ) : (
        <>
          <PerformanceFacts account={account.account} />
          <AccountDrawn account={account} />
        </>
      )}
    </Panel>
  );
}

const accountOf = (desk: Pick<Desk, 'accounts'>, leadId: string): AccountRow | null =>
  desk.accounts().find((row) => row.lead_id === leadId) ?? null;

const days = (value: number | null): string | null =>
  value === null ? null : `${value} ${value === 1 ? 'day' : 'days'}`;

/** "+12 %", "-36 %" of a ratio to 1. */
function change(ratio: number | null): string | null {
  if (ratio === null) return null;
  const percent = Math.round((ratio - 1) * 1000) / 10;
  return `${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${Math.abs(percent)} %`;
}

function PerformanceFacts({ account }: { account: Performance }) {
  const { late_after_days: late, silent_after_days: silent } = account;
  return (
    <>
      <ul className={css.reasons} aria-label="Reasons">
        {account.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <dl className={css.facts}>
        <Fact name="Score">{account.score !== null && `${account.score} of 100`}</Fact>
        <Fact name="Order days">{account.n > 0 && String(account.n)}</Fact>
        <Fact name="Last order">
          {account.days_since === 0 ? 'today' : account.days_since && `${days(account.days_since)} ago`}
        </Fact>
        <Fact name="Usual gap">{days(account.usual_gap_days)}</Fact>
        <Fact name="Late after">{days(late)}</Fact>
        <Fact name="Silent after">{days(silent)}</Fact>
        <Fact name="Spending">{change(account.trend)}</Fact>
        <Fact name="Order value">{change(account.value_ratio)}</Fact>
        <Fact name="Gaps">{change(account.gap_ratio)}</Fact>
        <Fact name="Of target">
          {account.target_ratio !== null && `${Math.floor(account.target_ratio * 1000) / 10} %`}
        </Fact>
        <Fact name="Next change">
          {account.next_change_on && dayLabel(account.next_change_on, account.as_of_on)}
        </Fact>
      </dl>
    </>
  );
}
