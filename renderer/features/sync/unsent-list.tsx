// What waits to be sent, record by record: what it is, of whom, since when, and how its sending goes.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useLive, useReplica, useSync } from '../../replica/replica-context.tsx';
import type { Unsent } from '../../replica/replica-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { MomentLabel } from '../../ui/day-label.tsx';
import { countLabel } from '../../ui/day-words.ts';
import { say, sayWith } from '../../words/say.ts';
import { documentWords } from './document-words.ts';
import { sendingWords } from './queue-words.ts';
import css from './sync-screen.module.css';

const SHOWN = 200;

/** Nothing at all when nothing waits. */
export function UnsentList() {
  const { sync, attention } = useReplica();
  const unsent = useUnsent();
  const entries = useLive(attention);
  const stopped = useSync(({ state }) => state === 'signed_out' || state === 'inactive');
  if (unsent.length === 0) return null;
  const refusalsOf = (id: unknown) =>
    entries.filter(({ document_id, kind }) => document_id === id && kind === 'refused').length;
  return (
    <section aria-label={say('Waiting to be sent')}>
      <div className={css.listHead}>
        <h2>{say('Waiting to be sent')}</h2>
        <Button variant="light" disabled={stopped} onClick={() => sync.now()}>
          {say('Retry now')}
        </Button>
      </div>
      <ul className={css.list}>
        {unsent.slice(0, SHOWN).map((one) => (
          <UnsentLine
            key={`${one.collection} ${String(one.document['id'])}`}
            unsent={one}
            refused={refusalsOf(one.document['id'])}
          />
        ))}
      </ul>
      {unsent.length > SHOWN && (
        <p>{say('and {count} more', { count: countLabel(unsent.length - SHOWN) })}</p>
      )}
    </section>
  );
}

function UnsentLine({ unsent, refused }: { unsent: Unsent; refused: number }) {
  const { desk } = useReplica();
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  const { collection, document } = unsent;
  const lead = collection === 'leads' ? document['id'] : document['lead_id'];
  const row = typeof lead === 'string' ? desk.row(lead) : null;
  const words = documentWords(collection, document, () => row?.lead.name ?? null);
  const deleted = document['_deleted'] === true ? say(', deleted') : '';
  return (
    <li>
      <span className={css.what}>
        {row ? (
          <Link to="/leads/$id" params={{ id: row.lead_id }}>
            {words}
          </Link>
        ) : (
          words
        )}
        {deleted}
      </span>
      <span className={css.quiet}>{sendingWords(unsent, refused)}</span>
      {typeof document['updated_at'] === 'string' && (
        <span className={css.when}>
          {sayWith('since {when}', {
            when: <MomentLabel at={document['updated_at']} timeZone={timeZone} />,
          })}
        </span>
      )}
    </li>
  );
}

// Read again whenever a write comes or goes, or the sending begins, fails or is put off.
function useUnsent(): readonly Unsent[] {
  const { sync } = useReplica();
  const turn = useSync(({ pending, state, next_attempt_at, last_pushed_at }) =>
    [pending, state, next_attempt_at, last_pushed_at].join(),
  );
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  useEffect(() => {
    let current = turn !== '';
    void sync.unsent().then((list) => {
      if (current) setUnsent(list);
    });
    return () => {
      current = false;
    };
  }, [sync, turn]);
  return unsent;
}
