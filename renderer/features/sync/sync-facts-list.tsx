// The figures behind the sentence: times in both directions, the next attempt, the clock, and what was put right.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSync } from '../../replica/replica-context.tsx';
import type { SyncStatus } from '../../replica/replica-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { MomentLabel } from '../../ui/day-label.tsx';
import { countLabel } from '../../ui/day-words.ts';
import { clockWords } from './clock-words.ts';
import css from './sync-screen.module.css';

export function SyncFactsList() {
  const status = useSync((all) => all);
  const { pending, attention, detail, next_attempt_at, unreadable, held_back } = status;
  return (
    <dl className={css.facts}>
      <Fact name="Waiting to be sent">{pending === 0 ? 'nothing' : countLabel(pending)}</Fact>
      <Fact name="Needs attention">
        {attention === 0 ? 'nothing' : <Link to="/attention">{countLabel(attention)} to look at</Link>}
      </Fact>
      <Fact name="Last sent">
        <Moment at={status.last_pushed_at} />
      </Fact>
      <Fact name="Last received">
        <Moment at={status.last_pulled_at} />
      </Fact>
      <Fact name="Everything confirmed">
        <Moment at={status.last_synced_at} />
      </Fact>
      {detail !== null && <Fact name="Last answer">{detail}</Fact>}
      {next_attempt_at !== null && (
        <Fact name="Next attempt">
          <Moment at={next_attempt_at} />, by itself
        </Fact>
      )}
      <Fact name="This computer's clock">{clockWords(status.clock_offset_ms)}</Fact>
      {status.audited_at && (
        <Fact name="Compared with the server">
          <Moment at={status.audited_at} />, {repairedWords(status)}
        </Fact>
      )}
      {unreadable > 0 && (
        <Fact name="Kept aside">
          {countLabel(unreadable)} {unreadable === 1 ? 'record' : 'records'} from the server cannot be read by
          this version of Callbook. They are asked for again after an update.
        </Fact>
      )}
      {held_back > 0 && (
        <Fact name="Not removed">
          {countLabel(held_back)} {held_back === 1 ? 'record' : 'records'} that the server announced as gone
          and, when asked again, did not stand by. They are still here.
        </Fact>
      )}
    </dl>
  );
}

const repairedWords = ({ repaired }: Pick<SyncStatus, 'repaired'>): string =>
  repaired === 0 ? 'everything was alike' : `${countLabel(repaired)} put right`;

function Moment({ at }: { at: string | null }) {
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  return at === null ? 'not yet' : <MomentLabel at={at} timeZone={timeZone} />;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
