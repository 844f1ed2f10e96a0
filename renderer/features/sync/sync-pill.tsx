// Always in sight: whether work is safe. A click opens the page behind it.
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useReplica, useSync } from '../../replica/replica-context.tsx';
import { useSessionState } from '../../session/session-context.tsx';
import { useMinute } from '../../ui/now.tsx';
import { say } from '../../words/say.ts';
import css from './sync-pill.module.css';
import { type SyncFacts, type SyncWords, syncWords } from './sync-words.ts';

const factsOf = (facts: SyncFacts): SyncFacts => ({
  state: facts.state,
  pending: facts.pending,
  attention: facts.attention,
  last_synced_at: facts.last_synced_at,
  waiting_since: facts.waiting_since,
  detail: facts.detail,
  first_sync: facts.first_sync,
  pulled: facts.pulled,
});

/** The state of the sync in words, as of this minute, in the person's zone. */
export function useSyncWords(): SyncWords {
  const replica = useReplica();
  const facts = useStore(replica.sync.status, useShallow(factsOf));
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  return syncWords(facts, useMinute(), timeZone);
}

const QUIET_MS = 400;
const LATEST_MS = 2_000;

/**
 * The words once they have stood for a moment, at the latest after two seconds of change: what comes and goes in between
 * (each write of a burst is pending and confirmed) is neither shown nor read out.
 */
export function useSteady(words: SyncWords): SyncWords {
  const [shown, setShown] = useState(words);
  const changedAt = useRef(0);
  const same = shown.short === words.short && shown.tone === words.tone;
  useEffect(() => {
    if (same) {
      changedAt.current = 0;
      return;
    }
    changedAt.current ||= performance.now();
    const left = changedAt.current + LATEST_MS - performance.now();
    const timer = setTimeout(() => setShown(words), Math.max(0, Math.min(QUIET_MS, left)));
    return () => clearTimeout(timer);
  }, [same, words]);
  return shown;
}

/** The pill of the top bar. */
export function SyncPill() {
  const { tone, short, long } = useSteady(useSyncWords());
  const pending = useSync((status) => status.pending);
  return (
    <div role="status" aria-label={say('Sync')} className={css.status}>
      <Link to="/sync" className={css.pill} data-tone={tone} data-pending={pending} title={long}>
        <span className={css.dot} aria-hidden />
        {short}
      </Link>
    </div>
  );
}
