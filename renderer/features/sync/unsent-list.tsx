// What waits to be sent, in words, and a file of it for the worst case.
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useReplica, useSync } from '../../replica/replica-context.tsx';
import type { Sync } from '../../replica/replica-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { MomentLabel } from '../../ui/day-label.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { documentWords } from './document-words.ts';
import css from './sync-screen.module.css';

type Unsent = Awaited<ReturnType<Sync['unsent']>>;
const SHOWN = 200;

/** Nothing at all when nothing waits. */
export function UnsentList() {
  const { sync, desk } = useReplica();
  const pending = useSync((status) => status.pending);
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  const [unsent, setUnsent] = useState<Unsent>([]);
  useEffect(() => {
    let current = true;
    void sync.unsent().then((list) => {
      if (current && pending >= 0) setUnsent(list);
    });
    return () => {
      current = false;
    };
  }, [sync, pending]);
  if (unsent.length === 0) return null;
  const nameOf = (leadId: string) => desk.row(leadId)?.lead.name ?? null;
  return (
    <section aria-label="Waiting to be sent">
      <div className={css.listHead}>
        <h2>Waiting to be sent</h2>
        <Button variant="subtle" onClick={() => void exportUnsent(unsent)}>
          Save as a file
        </Button>
      </div>
      <ul className={css.list}>
        {unsent.slice(0, SHOWN).map(({ collection, document }) => (
          <li key={`${collection} ${String(document['id'])}`}>
            <span>{documentWords(collection, document, nameOf)}</span>
            {typeof document['updated_at'] === 'string' && (
              <span className={css.when}>
                <MomentLabel at={document['updated_at']} timeZone={timeZone} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {unsent.length > SHOWN && <p>and {unsent.length - SHOWN} more</p>}
    </section>
  );
}

const exportUnsent = (unsent: Unsent): Promise<boolean> =>
  saveFile('callbook-unsent.json', new TextEncoder().encode(JSON.stringify(unsent, null, 2)));
