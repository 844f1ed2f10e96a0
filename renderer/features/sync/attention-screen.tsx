// Work that the server did not take, and values that another's write replaced: each with its reason, kept until a
// person decides. It never stands in the way of other work.
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { MomentLabel } from '../../ui/day-label.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenFrame } from '../../ui/screen-frame.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import css from './attention-screen.module.css';
import { reasonWords, valueWords } from './attention-words.ts';

/** The list of everything that waits for a decision, newest first as the replica gives it. */
export function AttentionScreen() {
  const { attention } = useReplica();
  const entries = useLive(attention);
  return (
    <ScreenFrame title="Needs attention" summary={entries.length > 0 ? `${entries.length} to look at` : null}>
      {entries.length === 0 ? (
        <EmptyState icon={<IconCircleCheck size={34} stroke={1.3} />} title="Nothing needs your attention">
          Should the server ever not take something you did, or somebody else change the same thing, it is
          kept here until you decide.
        </EmptyState>
      ) : (
        <ul className={css.list} aria-label="Needs attention">
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </ScreenFrame>
  );
}

function Entry({ entry }: { entry: AttentionEntry }) {
  const { useMine: writeMine, discard } = useReplica().attention;
  const toasts = useToasts();
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  const settle = (what: Promise<void>, words: string) => void what.then(() => toasts.show({ words }));
  const copy = async () => {
    const done = await copyText(JSON.stringify(entry.document, null, 2));
    toasts.show({ words: done ? 'Copied' : 'The clipboard is not allowed here' });
  };
  return (
    <li className={css.entry}>
      <div className={css.head}>
        <strong>{entry.title}</strong>
        <span className={css.when}>
          <MomentLabel at={entry.at} timeZone={timeZone} />
        </span>
      </div>
      <p className={css.reason}>{reasonWords(entry)}</p>
      <Values entry={entry} />
      <div className={css.actions}>
        <Button variant="light" onClick={() => settle(writeMine(entry.id), 'Written again with your values')}>
          {entry.kind === 'overwritten' ? 'Use mine' : 'Try again'}
        </Button>
        <Button variant="default" onClick={() => settle(discard(entry.id), 'Left as it stands')}>
          {entry.kind === 'overwritten' ? 'Keep theirs' : 'Discard mine'}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void copy()}>
          Copy as text
        </Button>
        {entry.lead_id && (
          <Link className={css.open} to="/leads/$id" params={{ id: entry.lead_id }}>
            Open the lead
          </Link>
        )}
      </div>
    </li>
  );
}

function Values({ entry }: { entry: AttentionEntry }) {
  if (entry.fields.length === 0) return null;
  return (
    <table className={css.values}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">Yours</th>
          <th scope="col">Theirs</th>
        </tr>
      </thead>
      <tbody>
        {entry.fields.map(({ field, base, mine, theirs }) => (
          <tr key={field}>
            <th scope="row">{field.replaceAll('_', ' ')}</th>
            <td>{valueWords(base)}</td>
            <td>{valueWords(mine)}</td>
            <td>{valueWords(theirs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
