// Says on every screen that a newer version is loaded. It never begins by itself: who is typing goes on typing.
import { Button, Tooltip } from '@mantine/core';
import { useNewerVersion } from '../../session/newer-version-context.tsx';
import { say } from '../../words/say.ts';
import { useNotedLink, useUpdates } from './use-updates.ts';

/** The button of the top bar; nothing while there is nothing to restart for. */
export function UpdateReady() {
  const state = useUpdates();
  useNotedLink();
  const newer = useNewerVersion();
  if (newer.ready) {
    return (
      <Tooltip label={say('A newer version of Callbook is loaded; what you have typed is kept')}>
        <Button size="compact-xs" variant="light" onClick={newer.take}>
          {say('New version: reload now')}
        </Button>
      </Tooltip>
    );
  }
  if (state?.status !== 'ready') return null;
  return (
    <Tooltip
      label={say('Version {version} is loaded; what you have typed is kept', {
        version: state.version ?? '',
      })}
    >
      <Button size="compact-xs" variant="light" onClick={() => void window.callbook?.updateInstall()}>
        {say('Restart to update')}
      </Button>
    </Tooltip>
  );
}
