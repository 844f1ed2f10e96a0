// Updates of the desktop program: how it stands, what is new, and whether they are loaded by themselves.
import { Button, Progress, Switch } from '@mantine/core';
import { useSessionState } from '../../session/session-context.tsx';
import { useMinute } from '../../ui/now.tsx';
import { say } from '../../words/say.ts';
import css from './update-card.module.css';
import { type UpdateStep, updateWords } from './update-words.ts';
import { useUpdates } from './use-updates.ts';

const STEPS: Record<UpdateStep, () => Promise<void> | undefined> = {
  check: () => window.callbook?.updateCheck(),
  download: () => window.callbook?.updateDownload(),
  install: () => window.callbook?.updateInstall(),
};

/** The section of the settings; nothing in a browser. */
export function UpdateCard() {
  const state = useUpdates();
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  const now = useMinute();
  if (state === null) return null;
  const { words, step, bad } = updateWords(state, now, timeZone);
  return (
    <>
      <h2>{say('Updates')}</h2>
      <section className={css.card} aria-label={say('Updates')}>
        <div className={css.line}>
          <p role="status" data-bad={bad || undefined}>
            {words}
          </p>
          {step && (
            <Button
              size="xs"
              variant={step.is === 'install' ? 'filled' : 'default'}
              onClick={() => void STEPS[step.is]()}
            >
              {step.label}
            </Button>
          )}
        </div>
        {state.status === 'downloading' && (
          <Progress
            value={state.percent ?? 0}
            size="sm"
            aria-label={say('Loading version {version}', { version: state.version ?? '' })}
          />
        )}
        {state.notes && (
          <>
            <h3>{say('What is new in {version}', { version: state.version ?? '' })}</h3>
            <p className={css.notes}>{state.notes}</p>
          </>
        )}
        {state.status !== 'off' && (
          <Switch
            size="xs"
            label={say('Load updates by themselves')}
            description={say(
              'Not over a slow link, or one that the system asks to spare. Nothing is installed while you work.',
            )}
            checked={state.download === 'auto'}
            onChange={({ currentTarget }) =>
              void window.callbook?.setUpdateDownload(currentTarget.checked ? 'auto' : 'ask')
            }
          />
        )}
      </section>
    </>
  );
}
