// The frame around every screen: the rail with the places to go, the top bar with title and sync pill, the screen.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { say } from '../words/say.ts';
import css from './app-shell.module.css';
import { HeadingPlace } from './screen-frame.tsx';

/** Icons, links and words are given by whoever knows the routes. */
export function AppShell({
  nav,
  foot,
  status,
  children,
}: {
  nav: ReactNode;
  foot: ReactNode;
  status: ReactNode;
  children: ReactNode;
}) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return (
    <div className={css.shell}>
      <button type="button" className={css.skip} onClick={() => document.getElementById('main')?.focus()}>
        {say('Skip to the screen')}
      </button>
      <nav className={css.rail} aria-label={say('Places')}>
        <Mark />
        <div className={css.places}>{nav}</div>
        <div className={css.foot}>{foot}</div>
      </nav>
      <header className={css.bar}>
        <div className={css.heading} ref={setPlace} />
        <div className={css.status}>{status}</div>
      </header>
      <main className={css.main} id="main" tabIndex={-1}>
        <HeadingPlace value={place}>{children}</HeadingPlace>
      </main>
    </div>
  );
}

/** The product's mark. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className={css.mark}>
      <rect x="3" y="3" width="26" height="26" rx="7" fill="var(--mantine-color-iris-6)" />
      <path d="M11 8.5v15" stroke="#fff" strokeOpacity=".55" strokeWidth="2" strokeLinecap="round" />
      <path d="M15 12h7M15 16h5M15 20h7" stroke="#fff" strokeWidth="2.4" strokeLinecap="round" />
    </svg>
  );
}
