// The figures behind the sentence: times in both directions, the next attempt, the clock, and what was put right.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSync } from '../../replica/replica-context.tsx';
import type { SyncStatus } from '../../replica/replica-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { MomentLabel } from '../../ui/day-label.tsx';
import { countLabel } from '../../ui/day-words.ts';
import { say, sayWith } from '../../words/say.ts';
import { clockWords } from './clock-words.ts';
import css from './sync-screen.module.css';

export function SyncFactsList() {
  const status = useSync((all) => all);
  const { pending, attention, detail, next_attempt_at, unreadable, held_back } = status;
  return (
    <dl className={css.facts}>
      <Fact name={say('Waiting to be sent')}>{pending === 0 ? say('nothing') : countLabel(pending)}</Fact>
      <Fact name={say('Needs attention')}>
        {attention === 0 ? (
          say('nothing')
        ) : (
          <Link to="/attention">{say('{attention} to look at', { attention: countLabel(attention) })}</Link>
        )}
      </Fact>
      <Fact name={say('Last sent')}>
        <Moment at={status.last_pushed_at} />
      </Fact>
      <Fact name={say('Last received')}>
        <Moment at={status.last_pulled_at} />
      </Fact>
      <Fact name={say('Everything confirmed')}>
        <Moment at={status.last_synced_at} />
      </Fact>
      {detail !== null && <Fact name={say('Last answer')}>{detail}</Fact>}
      {next_attempt_at !== null && (
        <Fact name={say('Next attempt')}>
          {sayWith('{when}, by itself', { when: <Moment at={next_attempt_at} /> })}
        </Fact>
      )}
      <Fact name={say("This computer's clock")}>{clockWords(status.clock_offset_ms)}</Fact>
      {status.audited_at && (
        <Fact name={say('Compared with the server')}>
          <Moment at={status.audited_at} />, {repairedWords(status)}
        </Fact>
      )}
      {unreadable > 0 && (
        <Fact name={say('Kept aside')}>
          {say(
            '{unreadable} {unreadable2, plural, one {record} other {records}} from the server cannot be read by this version of Callbook. They are asked for again after an update.',
            { unreadable: countLabel(unreadable), unreadable2: unreadable },
          )}
        </Fact>
      )}
      {held_back > 0 && (
        <Fact name={say('Not removed')}>
          {say(
            '{held_back} {held_back2, plural, one {record} other {records}} that the server announced as gone and, when asked again, did not stand by. They are still here.',
            { held_back: countLabel(held_back), held_back2: held_back },
          )}
        </Fact>
      )}
    </dl>
  );
}

const repairedWords = ({ repaired }: Pick<SyncStatus, 'repaired'>): string =>
  repaired === 0
    ? say('everything was alike')
    : say('{repaired} put right', { repaired: countLabel(repaired) });

function Moment({ at }: { at: string | null }) {
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  return at === null ? say('not yet') : <MomentLabel at={at} timeZone={timeZone} />;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
