// One place in the rail: an icon above its name, and how many things wait there.
import type { ReactNode } from 'react';
import css from './rail-item.module.css';

/** Class for the link itself; the router's Link marks the present place with data-status="active". */
export const railItemClass: string | undefined = css.item;

/** What stands inside the link. A count of 0 is not shown. */
export function RailItem({ icon, label, count = 0 }: { icon: ReactNode; label: string; count?: number }) {
  return (
    <>
      <span aria-hidden>{icon}</span>
      <span>{label}</span>
      {count > 0 && <span className={css.count}>{count > 99 ? '99+' : count}</span>}
    </>
  );
}
