// Whether work is safe, in words: what waits here, when everything was last confirmed, and the way to try at once.
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useReplica, useSync } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { MomentLabel } from '../../ui/day-label.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { clockWords } from './clock-words.ts';
import { useSyncWords } from './sync-pill.tsx';
import css from './sync-screen.module.css';
import { UnsentList } from './unsent-list.tsx';

/** `signIn` is the form to sign in again with, for when the server asks for it or takes the account again. */
export function SyncScreen({ signIn }: { signIn?: ReactNode }) {
  const { sync } = useReplica();
  const { tone, long } = useSyncWords();
  const { state, pending, attention, last_synced_at, clock_offset_ms } = useSync((status) => status);
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  const signedOut = state === 'signed_out' || state === 'inactive';
  return (
    <ScreenFrame
      title="Sync"
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} stroke={1.8} />}
          disabled={signedOut}
          onClick={() => sync.now()}
        >
          Try now
        </Button>
      }
    >
      <div className={css.page}>
        <p className={css.state} data-tone={tone}>
          {long}
        </p>
        {signedOut && signIn}
        <dl className={css.facts}>
          <Fact name="Waiting to be sent">{pending === 0 ? 'nothing' : pending}</Fact>
          <Fact name="Everything confirmed">
            {last_synced_at === null ? 'not yet' : <MomentLabel at={last_synced_at} timeZone={timeZone} />}
          </Fact>
          <Fact name="Needs attention">
            {attention === 0 ? 'nothing' : <Link to="/attention">{attention} to look at</Link>}
          </Fact>
          <Fact name="This computer's clock">{clockWords(clock_offset_ms)}</Fact>
        </dl>
        <UnsentList />
      </div>
    </ScreenFrame>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
