// Whether work is safe, in words: what waits here, when the server last gave and took, and the way to try at once.
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useReplica, useSync } from '../../replica/replica-context.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { say } from '../../words/say.ts';
import { SyncFactsList } from './sync-facts-list.tsx';
import { useSyncWords } from './sync-pill.tsx';
import css from './sync-screen.module.css';
import { UnsentFiles } from './unsent-files.tsx';
import { UnsentList } from './unsent-list.tsx';

/** `signIn` is the form to sign in again with, for when the server asks for it or takes the account again. */
export function SyncScreen({ signIn }: { signIn?: ReactNode }) {
  const { sync } = useReplica();
  const { tone, long } = useSyncWords();
  const signedOut = useSync(({ state }) => state === 'signed_out' || state === 'inactive');
  return (
    <ScreenFrame
      title={say('Sync')}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} stroke={1.8} />}
          disabled={signedOut}
          onClick={() => sync.now()}
        >
          {say('Pull now')}
        </Button>
      }
    >
      <div className={css.page}>
        <p className={css.state} data-tone={tone}>
          {long}
        </p>
        {signedOut && signIn}
        <SyncFactsList />
        <UnsentList />
        <UnsentFiles />
      </div>
    </ScreenFrame>
  );
}
