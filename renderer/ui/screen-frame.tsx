// The frame of a screen: its title, a line about it and its buttons go to the shell's top bar, the rest below it.
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { createPortal } from 'react-dom';
import { say } from '../words/say.ts';
import css from './screen-frame.module.css';

/** The element of the shell into which the heading goes; undefined outside a shell: it then stands above the screen. */
export const HeadingPlace = createContext<HTMLElement | null | undefined>(undefined);

/** Every screen's outermost element. */
export function ScreenFrame({
  title,
  summary,
  actions,
  children,
}: {
  title: string;
  summary?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const place = useContext(HeadingPlace);
  useEffect(() => {
    document.title = say('{title} · Callbook', { title });
  }, [title]);
  const heading = (
    <div className={css.heading}>
      <h1 className={css.title}>{title}</h1>
      {summary && <div className={css.summary}>{summary}</div>}
      {actions && <div className={css.actions}>{actions}</div>}
    </div>
  );
  return (
    <>
      {place === undefined ? heading : place && createPortal(heading, place)}
      <div className={css.body}>{children}</div>
    </>
  );
}
