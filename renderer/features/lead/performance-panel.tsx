// How the account does, with the reasons and the numbers behind them, and what people may set about it.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { Performance } from '#domain/performance/performance.ts';
import { agoWords } from '#domain/performance/words.ts';
import type { AccountRow, Desk } from '../../replica/desk-types.ts';
import { useDesk } from '../../replica/replica-context.tsx';
import { dayLabel } from '../../ui/day-words.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { StatusChip } from '../../ui/tone-chip.tsx';
import { say, tongue } from '../../words/say.ts';
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
      title={say('Performance')}
      actions={
        <>
          {account.account.status && (
            <StatusChip status={account.account.status} set={account.account.overridden !== null} />
          )}
          {!edit.editing && (
            <Button
              variant="subtle"
              size="compact-xs"
              aria-label={say('Edit performance')}
              autoFocus={edit.returned}
              onClick={edit.open}
            >
              {say('Edit')}
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
  value === null ? null : say('{n, plural, one {{days} day} other {{days} days}}', { n: value, days: value });

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
      <ul className={css.reasons} aria-label={say('Reasons')}>
        {account.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <dl className={css.facts}>
        <Fact name={say('Score')}>
          {account.score !== null && say('{score} of 100', { score: account.score })}
        </Fact>
        <Fact name={say('Order days')}>{account.n > 0 && String(account.n)}</Fact>
        <Fact name={say('Last order')}>
          {account.days_since !== null && agoWords(account.days_since, tongue())}
        </Fact>
        <Fact name={say('Usual gap')}>{days(account.usual_gap_days)}</Fact>
        <Fact name={say('Late after')}>{days(late)}</Fact>
        <Fact name={say('Silent after')}>{days(silent)}</Fact>
        <Fact name={say('Spending')}>{change(account.trend)}</Fact>
        <Fact name={say('Order value')}>{change(account.value_ratio)}</Fact>
        <Fact name={say('Gaps')}>{change(account.gap_ratio)}</Fact>
        <Fact name={say('Of target')}>
          {account.target_ratio !== null && `${Math.floor(account.target_ratio * 1000) / 10} %`}
        </Fact>
        <Fact name={say('Next change')}>
          {account.next_change_on && dayLabel(account.next_change_on, account.as_of_on)}
        </Fact>
      </dl>
    </>
  );
}
