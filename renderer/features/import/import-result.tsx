// The last step: what was made, changed and left out, why, and the way back.
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useReplica } from '../../replica/replica-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { countLabel } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';
import { countsWords } from './counts-words.ts';
import css from './import.module.css';
import { undoImports } from './undo-imports.ts';
import type { ImportWay } from './use-import.ts';

const SHOWN = 200;

export function ImportResult({ way }: { way: ImportWay }) {
  const { table, carried, refused, startOver } = way;
  const { sync } = useReplica();
  const api = useApi();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [undone, setUndone] = useState<{ done: boolean; words: string } | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  if (table === null || carried === null) return null;
  const left = carried.rows.filter(({ outcome }) => outcome === 'invalid' || outcome === 'duplicate');
  const unsent = table.rows.length - carried.sent;
  const undo = async () => {
    setBusy(true);
    setUndone(await undoImports(api, carried.ids));
    setBusy(false);
    sync.now();
  };
  return (
    <div className={css.page}>
      <div className={css.result}>
        <IconCircleCheck size={30} stroke={1.4} aria-hidden />
        <div>
          <p className={css.resultWords} role="status" aria-label={say('Result')}>
            {undone?.done ? undone.words : `${countsWords(carried.counts)}.`}
          </p>
          {unsent > 0 && (
            <p className={css.refused}>
              {say('{refused} {unsent} rows were not sent; import the file again to take them too.', {
                refused: refused ?? say('Stopped.'),
                unsent: countLabel(unsent),
              })}
            </p>
          )}
          {undone && !undone.done && (
            <p role="alert" className={css.refused}>
              {undone.words}
            </p>
          )}
        </div>
      </div>
      <div className={css.inline}>
        <Button ref={first} onClick={() => void navigate({ to: '/leads' })}>
          {say('See the leads')}
        </Button>
        <Button variant="default" onClick={startOver}>
          {say('Import another file')}
        </Button>
        {carried.ids.length > 0 && !undone?.done && (
          <Button variant="default" loading={busy} onClick={() => void undo()}>
            {say('Undo the import')}
          </Button>
        )}
      </div>
      {left.length > 0 && !undone?.done && (
        <>
          <h2 className={css.title}>{say('Left out')}</h2>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{say('Row')}</th>
                <th scope="col">{say('It says')}</th>
                <th scope="col">{say('Why')}</th>
              </tr>
            </thead>
            <tbody>
              {left.slice(0, SHOWN).map((row) => (
                <tr key={row.row}>
                  <td>{row.row}</td>
                  <td>{table.rows[row.row - 1]?.filter(Boolean).slice(0, 3).join(' · ')}</td>
                  <td>
                    {row.outcome === 'duplicate'
                      ? say('It is there already')
                      : row.errors
                          ?.map(({ path, message }) => `${path.replaceAll('_', ' ')} ${message}`)
                          .join('; ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {left.length > SHOWN && (
            <p className={css.quiet}>
              {say('And {count} more.', { count: countLabel(left.length - SHOWN) })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
