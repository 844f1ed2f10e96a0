// How it stands with updates of the program, in words, and what can be done about it.
import type { UpdateState } from '../../../electron/ipc/contract.ts';
import { momentLabel } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';

export type UpdateStep = 'check' | 'download' | 'install';

export interface UpdateWords {
  words: string;
  /** The next step, if there is one, and its button's label. */
  step: { is: UpdateStep; label: string } | null;
  bad: boolean;
}

const PROBLEMS: Record<NonNullable<UpdateState['problem']>, string> = {
  not_signed: say(
    'The server offered an update that is not by the publisher of Callbook. It was refused. Tell whoever runs the server.',
  ),
  expired: say(
    'What the server says about updates is out of date, so a newer version may be missing. You can go on working. Tell whoever runs the server.',
  ),
  damaged: say('The update did not arrive as it was made, and was thrown away.'),
  disk_full: say('There is no room on this computer for the update.'),
  unreachable: say('The server could not be asked for updates.'),
};

const CHECK = { is: 'check', label: say('Look for updates') } as const;
const again = { is: 'check', label: say('Try again') } as const;

/** `now` and `timeZone` say what "today" is. */
export function updateWords(state: UpdateState, now: string, timeZone: string): UpdateWords {
  const good = (words: string, step: UpdateWords['step'] = null): UpdateWords => ({
    words,
    step,
    bad: false,
  });
  switch (state.status) {
    case 'off':
      return good(say('This copy of Callbook does not update itself.'));
    case 'idle':
      return good(say('Callbook has not looked for updates yet.'), CHECK);
    case 'checking':
      return good(say('Looking for updates…'));
    case 'current':
      return good(
        state.checked_at === null
          ? say('This is the newest version.')
          : say('This is the newest version, as of {moment}.', {
              moment: momentLabel(state.checked_at, timeZone, now),
            }),
        CHECK,
      );
    case 'waiting':
      return good(
        say('Version {version} is there and has not been loaded yet.', { version: state.version ?? '' }),
        {
          is: 'download',
          label: say('Load it now'),
        },
      );
    case 'downloading':
      return good(
        say('Loading version {version}: {percent} %', {
          version: state.version ?? '',
          percent: state.percent ?? 0,
        }),
      );
    case 'ready':
      return good(
        say('Version {version} is ready. It starts when you restart Callbook, or the next time.', {
          version: state.version ?? '',
        }),
        {
          is: 'install',
          label: say('Restart to update'),
        },
      );
    case 'failed':
      return { words: PROBLEMS[state.problem ?? 'unreachable'], step: again, bad: true };
  }
}
