// Takes everything that lies on this computer along as a file, for who may take lists of leads away.
import { Button, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { exportData } from '../../replica/export-data.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { useMay } from '../../session/use-may.ts';
import { useClock } from '../../ui/now.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { say } from '../../words/say.ts';
import css from './storage-card.module.css';

type State =
  | { is: 'idle' | 'saved' | 'stopped' | 'failed' }
  | { is: 'running'; part: number; stop: AbortController };

export function ExportData() {
  const { contents } = useReplica();
  const now = useClock();
  const mayExport = useMay('leads.export');
  const [state, setState] = useState<State>({ is: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const stop = new AbortController();
    running.current = stop;
    setState({ is: 'running', part: 0, stop });
    try {
      const onProgress = (part: number) => setState({ is: 'running', part, stop });
      const bytes = await exportData({ contents, signal: stop.signal, onProgress });
      const saved = bytes !== null && (await saveFile(`callbook-data-${now().slice(0, 10)}.zip`, bytes));
      setState({ is: saved ? 'saved' : 'stopped' });
    } catch {
      setState({ is: 'failed' });
    }
  };
  if (!mayExport)
    return (
      <p className={css.quiet}>
        {say('Managers and admins can export what is here as a file. Ask one of them if you need it.')}
      </p>
    );
  return (
    <div className={css.export}>
      {state.is === 'running' ? (
        <>
          <Progress value={state.part * 100} aria-label={say('Export')} className={css.bar ?? ''} />
          <Button size="xs" variant="default" onClick={() => state.stop.abort()}>
            {say('Stop')}
          </Button>
        </>
      ) : (
        <Button size="xs" variant="default" onClick={() => void start()}>
          {say('Export my data …')}
        </Button>
      )}
      <p className={css.quiet}>
        {say(
          'A ZIP file with all of it as JSON and CSV. The file is not sealed: keep it where nobody else reads it.',
        )}
      </p>
      <p role="status">
        {state.is === 'saved' && say('Saved.')}
        {state.is === 'stopped' && say('Stopped. Nothing was saved.')}
        {state.is === 'failed' && say('It could not be saved. Choose another place and try again.')}
      </p>
    </div>
  );
}
