// Says on every screen that a newer version is loaded. It never begins by itself: who is typing goes on typing.
import { Button, Tooltip } from '@mantine/core';
import { say } from '../../words/say.ts';
import { useNotedLink, useUpdates } from './use-updates.ts';

/** The button of the top bar; nothing while there is nothing to restart for. */
export function UpdateReady() {
  const state = useUpdates();
  useNotedLink();
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
