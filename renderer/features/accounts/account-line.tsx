// One account as a row: how it does and why, in words, with the figures behind it.
import { memo } from 'react';
import type { AccountRow } from '../../replica/desk-types.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { amountWords } from '../../ui/amount.ts';
import { MomentLabel } from '../../ui/day-label.tsx';
import { Sparkline } from '../../ui/month-bars.tsx';
import { lastMonths } from '../../ui/month-values.ts';
import { StatusChip, ToneChip } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';
import { changeWords, gapWords, lastOrderWords, trendWords } from './account-words.ts';
import css from './accounts.module.css';

export const AccountLine = memo(function AccountLine({ row }: { row: AccountRow }) {
  const { lead, account } = row;
  return (
    <div className={css.line}>
      <div className={css.who}>
        <span className={css.name}>{lead.name}</span>
        <span className={css.sub}>{[lead.company, lead.city].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={css.chips}>
        {account.status && <StatusChip status={account.status} set={account.overridden !== null} />}
        {account.dormant && <ToneChip tone="parked">{say('Dormant')}</ToneChip>}
      </div>
      <div className={css.reasons} title={account.reasons.join('. ')}>
        {account.reasons.join('. ')}
      </div>
      <LastOrder row={row} />
      <Figure name={say('Usual gap')} words={gapWords(account)} />
      <Spending row={row} />
      <Figure name={say('May change')} words={changeWords(account)} />
      <Score score={account.score} />
    </div>
  );
});

function LastOrder({ row: { account, last_order, time_zone } }: { row: AccountRow }) {
  const amount =
    last_order?.amount_minor != null && last_order.currency !== null
      ? amountWords(last_order.amount_minor, last_order.currency)
      : '';
  return (
    <div className={css.figure}>
      <span className={css.label}>{say('Last order')}</span>
      <span>
        {last_order ? (
          <MomentDay at={last_order.occurred_at} timeZone={time_zone} words={lastOrderWords(account)} />
        ) : (
          lastOrderWords(account)
        )}
      </span>
      <span className={css.sub}>{amount}</span>
    </div>
  );
}

function MomentDay({ at, timeZone, words }: { at: string; timeZone: string; words: string }) {
  return (
    <>
      {words}
      <span className={css.hidden}>
        {', '}
        <MomentLabel at={at} timeZone={timeZone} />
      </span>
    </>
  );
}

function Figure({ name, words }: { name: string; words: string }) {
  return (
    <div className={css.figure}>
      <span className={css.label}>{name}</span>
      <span>{words || '–'}</span>
    </div>
  );
}

function Spending({ row: { account, trade } }: { row: AccountRow }) {
  const settings = useLive(useReplica().settings);
  return (
    <div className={css.figure}>
      <span className={css.label}>{say('Spending')}</span>
      <span>{trendWords(account) || '–'}</span>
      {settings && trade.orders.length > 0 && (
        <Sparkline months={lastMonths(trade, account.as_of_on, settings)} />
      )}
    </div>
  );
}

const FULL = 100;

function Score({ score }: { score: number | null }) {
  return (
    <div className={css.score}>
      <span className={css.label}>{say('Score')}</span>
      {score === null ? (
        <span>–</span>
      ) : (
        <>
          <span>{score}</span>
          <span className={css.bar} aria-hidden>
            <span style={{ width: `${(100 * score) / FULL}%` }} />
          </span>
        </>
      )}
    </div>
  );
}
