// What is shown on a computer that the server has revoked: that everything is gone, how much had not been sent, whom to ask,
// and the way to begin anew.
import { Button, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { DesktopApi, Removed } from '../../../electron/ipc/contract.ts';
import { say } from '../../words/say.ts';
import css from './sign-in.module.css';

export interface RemovedNoteProps {
  desktop: Pick<DesktopApi, 'removal' | 'keyStartAnew'>;
  /** There is a new key. */
  opened(): void;
}

/** The inside of the card. */
export function RemovedNote({ desktop, opened }: RemovedNoteProps) {
  const [said, setSaid] = useState<Removed | null>(null);
  useEffect(() => void desktop.removal().then(setSaid), [desktop]);
  const begin = async () => {
    await desktop.keyStartAnew();
    opened();
  };
  return (
    <Stack gap="sm">
      <p className={css.notice}>
        {said?.by
          ? say(
              '{name} has signed this computer out. Everything of Callbook on it has been removed, and the key that opened it is destroyed. Please ask {name} ({email}) if this surprises you.',
              { ...said.by },
            )
          : say(
              'An admin of your workspace has signed this computer out. Everything of Callbook on it has been removed, and the key that opened it is destroyed. Please ask an admin if this surprises you.',
            )}
      </p>
      {said && <p className={css.notice}>{unsentWords(said.unsent)}</p>}
      <Button size="sm" fullWidth autoFocus onClick={() => void begin()}>
        {say('Sign in again')}
      </Button>
    </Stack>
  );
}

function unsentWords(unsent: number | null): string {
  if (unsent === null) return say('Whether everything had been sent before is not known.');
  if (unsent === 0) return say('Everything had been sent to the server before.');
  return say('{count, plural, one {# change} other {# changes}} had not been sent and could not be saved.', {
    count: unsent,
  });
}
