// Always in sight: whether work is safe. A click opens the page behind it.
import { Link } from '@tanstack/react-router';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useReplica } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { useMinute } from '../../ui/now.tsx';
import css from './sync-pill.module.css';
import { type SyncFacts, syncWords } from './sync-words.ts';

const factsOf = ({
  state,
  pending,
  last_synced_at,
  waiting_since,
  detail,
  first_sync,
  pulled,
}: SyncFacts) => ({
  state,
  pending,
  last_synced_at,
  waiting_since,
  detail,
  first_sync,
  pulled,
});

/** The state of the sync in words, as of this minute, in the person's zone. */
export function useSyncWords() {
  const replica = useReplica();
  const facts = useStore(replica.sync.status, useShallow(factsOf));
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  return syncWords(facts, useMinute(), timeZone);
}

/** The pill of the top bar. */
export function SyncPill() {
  const { tone, short, long } = useSyncWords();
  return (
    <div role="status" aria-label="Sync" className={css.status}>
      <Link to="/sync" className={css.pill} data-tone={tone} title={long}>
        <span className={css.dot} aria-hidden />
        {short}
      </Link>
    </div>
  );
}
