// The browser edition says what it is, and what only the desktop program has.
import { useSessionState } from '../../session/session-context.tsx';
import { say } from '../../words/say.ts';
import css from './edition-card.module.css';

const ONLY_DESKTOP = [
  say('A quick note from within any other program, by one key.'),
  say(
    'A second copy of unsent work outside of the browser, for the day on which the browser loses its data.',
  ),
  say('Opening a résumé in the program that you use for such files, and dialling by the program for calls.'),
  say('A sign-in that the system’s own keyring guards, and links that open in Callbook.'),
  say(
    'Data that is sealed on the disk, a lock with a PIN, today’s count in the tray, and a start together with the computer.',
  ),
];

/** The section of the settings; nothing in the desktop program. */
export function EditionCard() {
  const edition = useSessionState((state) => state.edition);
  if (edition === 'desktop') return null;
  return (
    <>
      <h2>{say('Browser edition')}</h2>
      <section className={css.card} aria-label={say('Browser edition')}>
        <p>
          {say(
            'This is the whole program, in a browser. After the first visit it opens without a network, and your browser can install it: look for “Install” in its address bar or its menu. A newer version is loaded beside this one and starts when you say so.',
          )}
        </p>
        <p>{say('Only the desktop program has:')}</p>
        <ul>
          {ONLY_DESKTOP.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
