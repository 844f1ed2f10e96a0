// What a person sees where this computer's storage does not open: what to do, and the unsent work as a file, from the journal.
import { Button } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { UnsentWorkFile } from '../../replica/opener.ts';
import type { SessionUser } from '../../session/session-types.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { say } from '../../words/say.ts';

interface CannotOpenProps {
  user: SessionUser;
  server: string;
  /** Reads what the journal holds; null: nothing. */
  unsentFile: (user: SessionUser, server: string) => Promise<UnsentWorkFile | null>;
}

export function CannotOpen({ user, server, unsentFile }: CannotOpenProps) {
  const [file, setFile] = useState<UnsentWorkFile | null>(null);
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    let current = true;
    unsentFile(user, server).then(
      (found) => current && setFile(found),
      // Then there is nothing to offer.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [unsentFile, user, server]);
  const save = async () => {
    if (file && (await saveFile(file.name, file.bytes))) setSaved(true);
  };
  return (
    <EmptyState
      title={say('The data on this computer cannot be opened')}
      action={
        file && (
          <>
            <p role="status">
              {saved
                ? say('Saved as {name}.', { name: file.name })
                : say(
                    '{count, plural, one {One change has} other {# changes have}} not reached the server yet.',
                    {
                      count: file.count,
                    },
                  )}
            </p>
            <Button
              variant="default"
              leftSection={<IconFileDownload size={15} stroke={1.8} />}
              onClick={() => void save()}
            >
              {say('Save unsent work as a file')}
            </Button>
          </>
        )
      }
    >
      {say('Close other windows of Callbook and start it again. Nothing has been deleted.')}
    </EmptyState>
  );
}
