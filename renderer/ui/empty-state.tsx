// What a screen says when it has nothing to show: why, and what to do about it.
import type { ReactNode } from 'react';
import css from './empty-state.module.css';

/** One plain sentence as title, one as explanation, and the way on. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={css.empty}>
      {icon && (
        <div className={css.icon} aria-hidden>
          {icon}
        </div>
      )}
      <p className={css.title}>{title}</p>
      {children && <p className={css.words}>{children}</p>}
      {action}
    </div>
  );
}
