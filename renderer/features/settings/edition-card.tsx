// The browser edition says what it is, and what only the desktop program has.
import { useSessionState } from '../../session/session-context.tsx';
import css from './edition-card.module.css';

const ONLY_DESKTOP = [
  'A quick note from within any other program, by one key.',
  'A second copy of unsent work outside of the browser, for the day on which the browser loses its data.',
  'Opening a résumé in the program that you use for such files, and dialling by the program for calls.',
  'A sign-in that the system’s own keyring guards, and links that open in Callbook.',
];

/** The section of the settings; nothing in the desktop program. */
export function EditionCard() {
  const edition = useSessionState((state) => state.edition);
  if (edition === 'desktop') return null;
  return (
    <>
      <h2>Browser edition</h2>
      <section className={css.card} aria-label="Browser edition">
        <p>
          This is the whole program, in a browser. After the first visit it opens without a network, and your
          browser can install it: look for “Install” in its address bar or its menu. A newer version is loaded
          beside this one and starts when you say so.
        </p>
        <p>Only the desktop program has:</p>
        <ul>
          {ONLY_DESKTOP.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
