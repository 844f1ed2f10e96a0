// What was imported before, newest first: by whom, what came of it, and its undo.
import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { type ImportItem, importPageSchema } from '#domain/imports/import-reply.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { apiWords, useApi } from '../../session/use-api.ts';
import { momentLabel } from '../../ui/day-words.ts';
import { useMinute } from '../../ui/now.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import { countsWords } from './counts-words.ts';
import css from './import.module.css';
import { undoImports } from './undo-imports.ts';

export function EarlierImports() {
  const { sync } = useReplica();
  const [api, toasts] = [useApi(), useToasts()];
  const [items, setItems] = useState<readonly ImportItem[] | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const read = useCallback(async () => {
    const answer = await api.call(importPageSchema, '/api/leads/imports?page_size=20');
    setRefused(answer.ok ? null : apiWords(answer.error));
    if (answer.ok) setItems(answer.value.items);
  }, [api]);
  useEffect(() => {
    void read();
  }, [read]);
  const undo = async (id: string) => {
    setBusy(id);
    const { words } = await undoImports(api, [id]);
    setBusy(null);
    sync.now();
    toasts.show({ words });
    await read();
  };
  return (
    <section aria-label={say('Earlier imports')}>
      <h2 className={css.title}>{say('Earlier imports')}</h2>
      {refused && (
        <p className={css.quiet}>
          {refused}{' '}
          <Button variant="subtle" size="compact-xs" onClick={() => void read()}>
            {say('Try again')}
          </Button>
        </p>
      )}
      {items?.length === 0 && (
        <p className={css.quiet}>{say('None yet. Each can be undone here, days later too.')}</p>
      )}
      {items && items.length > 0 && (
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{say('File')}</th>
              <th scope="col">{say('When')}</th>
              <th scope="col">{say('By')}</th>
              <th scope="col">{say('What came of it')}</th>
              <th scope="col" aria-label={say('Undo')} />
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row key={item.id} item={item} busy={busy === item.id} undo={() => void undo(item.id)} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Row({ item, busy, undo }: { item: ImportItem; busy: boolean; undo(): void }) {
  const people = useLive(useReplica().users);
  const zone = useSessionState(({ user }) => user?.time_zone ?? 'UTC');
  return (
    <tr>
      <td>{item.file_name}</td>
      <td>{momentLabel(item.at, zone, useMinute())}</td>
      <td>{people.find(({ id }) => id === item.by_id)?.name ?? say('Somebody who left')}</td>
      <td>{countsWords(item.counts)}</td>
      <td>
        {item.undone_at ? (
          <span className={css.quiet}>{say('undone')}</span>
        ) : (
          <Button
            variant="default"
            size="compact-xs"
            mih={24}
            loading={busy}
            aria-label={say('Undo {file_name}', { file_name: item.file_name })}
            onClick={undo}
          >
            {say('Undo')}
          </Button>
        )}
      </td>
    </tr>
  );
}
