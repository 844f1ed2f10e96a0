// Who did what, when, and from where: filters, each line with its fields before and after, the proof, and a file of it.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload, IconHistory, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { auditPageSchema, auditProofSchema } from '#domain/audit/audit-line.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { OWN_HEADERS } from '../../replica/wire.ts';
import { useServerFetch } from '../../session/session-context.tsx';
import { useApi } from '../../session/use-api.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './admin.module.css';
import { AuditDetail, AuditRow } from './audit-line-view.tsx';
import { ACTIONS, actionWord, ENTITY_WORDS, proofWords } from './audit-words.ts';
import { ServedList } from './served-list.tsx';
import { usePages } from './use-pages.ts';
import { useRequest } from './use-request.ts';

const NO_FILTER = { actor: '', entity: '', action: '', from: '', to: '' };
type Filter = typeof NO_FILTER;

/** The section of Admin. */
export function AuditSection() {
  const [filter, setFilter] = useState(NO_FILTER);
  const query = queryOf(filter);
  const pages = usePages(auditPageSchema, `/api/audit-logs${query && `?${query}`}`);
  const narrowed = query !== '';
  return (
    <ServedList
      label={say('Audit')}
      id="audit"
      pages={pages}
      bar={<Filters filter={filter} set={setFilter} query={query} />}
      row={(line) => <AuditRow line={line} />}
      detail={(line) => <AuditDetail line={line} />}
      empty={
        <EmptyState
          icon={<IconHistory size={30} stroke={1.3} />}
          title={narrowed ? say('No line matches') : say('Nothing has happened yet')}
          action={
            narrowed && (
              <Button variant="light" onClick={() => setFilter(NO_FILTER)}>
                {say('Clear filters')}
              </Button>
            )
          }
        >
          {say('Every change of leads, people and settings leaves a line here that nobody can take away.')}
        </EmptyState>
      }
    />
  );
}

// The day until which lines are shown is among them; the server takes the moment after.
function queryOf({ to, ...filter }: Filter): string {
  const until = to === '' ? '' : Temporal.PlainDate.from(to).add({ days: 1 }).toString();
  const given = Object.entries({ ...filter, to: until }).filter(([, value]) => value !== '');
  return new URLSearchParams(given).toString();
}

function Filters({ filter, set, query }: { filter: Filter; set(filter: Filter): void; query: string }) {
  const people = useLive(useReplica().users);
  const field = (name: keyof Filter) => ({
    value: filter[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      set({ ...filter, [name]: currentTarget.value }),
  });
  const words = (names: readonly string[]) => names.map((value) => ({ value, label: actionWord(value) }));
  const nouns = Object.entries(ENTITY_WORDS).map(([value, label]) => ({ value, label }));
  return (
    <div className={css.auditBar}>
      <NativeSelect
        size="xs"
        aria-label={say('By whom')}
        data={[
          { value: '', label: say('Everybody') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...field('actor')}
      />
      <NativeSelect
        size="xs"
        aria-label={say('Of what')}
        data={[{ value: '', label: say('Everything') }, ...nouns]}
        {...field('entity')}
      />
      <NativeSelect
        size="xs"
        aria-label={say('What was done')}
        style={{ gridColumn: '1 / -1' }}
        data={[{ value: '', label: say('Any act') }, ...words(ACTIONS)]}
        {...field('action')}
      />
      <TextInput type="date" aria-label={say('From')} {...field('from')} />
      <TextInput type="date" aria-label={say('Until')} {...field('to')} />
      <Proof query={query} />
    </div>
  );
}

function Proof({ query }: { query: string }) {
  const [api, fetch, toasts] = [useApi(), useServerFetch(), useToasts()];
  const { busy, refused, run, refuse } = useRequest();
  const [proof, setProof] = useState<{ ok: boolean; words: string } | null>(null);
  const verify = async () => {
    const found = await run(api.call(auditProofSchema, '/api/audit-logs/verify', { within_ms: 120_000 }));
    if (found) setProof({ ok: found.ok, words: proofWords(found) });
  };
  const save = async () => {
    try {
      const answer = await fetch(`/api/audit-logs/export?${query && `${query}&`}format=csv`, {
        headers: OWN_HEADERS,
      });
      if (!answer.ok) return refuse(say('The file could not be had. Try again later.'));
      const saved = await saveFile('audit.csv', new Uint8Array(await answer.arrayBuffer()));
      if (saved) toasts.show({ words: say('The audit was saved as audit.csv.') });
    } catch (fault) {
      // What fetch throws where nobody answers; anything else is a defect.
      if (!(fault instanceof TypeError || fault instanceof DOMException)) throw fault;
      refuse(say('The server cannot be reached now. Try again when the network is back.'));
    }
  };
  return (
    <>
      <Button
        variant="default"
        loading={busy}
        leftSection={<IconShieldCheck size={15} aria-hidden />}
        onClick={() => void verify()}
      >
        {say('Prove it')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size={15} aria-hidden />}
        onClick={() => void save()}
      >
        {say('Save as file')}
      </Button>
      {proof && (
        <p
          role="status"
          aria-label={say('Proof')}
          className={proof.ok ? css.quiet : css.refused}
          style={{ gridColumn: '1 / -1', margin: 0 }}
        >
          {proof.words}
        </p>
      )}
      <p role="alert" className={css.refused}>
        {refused}
      </p>
    </>
  );
}
