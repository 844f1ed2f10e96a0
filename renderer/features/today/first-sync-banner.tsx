// Above Today while the history is loading for the first time: whose list this is, and how far the loading is.
import type { FirstSyncToday } from '../../replica/desk-types.ts';
import { useSync } from '../../replica/replica-context.tsx';
import { countLabel } from '../../ui/day-words.ts';
import { say } from '../../words/say.ts';
import css from './today-screen.module.css';

const WORDS: Readonly<Record<FirstSyncToday['state'], string>> = {
  asking: say('The list follows in a moment.'),
  served: say('Until then this is the server’s list; you can call and log as usual.'),
  unreachable: say(
    'The server cannot be reached just now, so it is not known who is due: these are your leads, without their dates.',
  ),
};

/** The count changes all the time and is not read out; the sentence is. */
export function FirstSyncBanner({ first }: { first: FirstSyncToday | null }) {
  const pulled = useSync((status) => status.pulled);
  return (
    <div className={css.loading} data-tone={first?.state === 'unreachable' ? 'waiting' : 'today'}>
      <span>{loadingWords(pulled, first?.about ?? null)}</span>{' '}
      <span role="status" aria-label={say('Loading')}>
        {WORDS[first?.state ?? 'asking']}
      </span>
    </div>
  );
}

/** "Loading your history: 12,300 of about 40,000 records." */
export function loadingWords(pulled: number, about: number | null): string {
  if (pulled === 0) return say('Loading your history.');
  // What was estimated first may turn out to be more.
  const of =
    about !== null && about >= pulled ? ` ${say('of about {about}', { about: countLabel(about) })}` : '';
  return say('Loading your history: {pulled}{of} records.', { pulled: countLabel(pulled), of });
}
