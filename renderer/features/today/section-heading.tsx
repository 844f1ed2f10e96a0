// The heading of a section of the queue: its colour, its name, how many stand in it.

import type { QueueSection } from './queue-sections.ts';
import css from './today-screen.module.css';

/** One line of 30 pixels. */
export function SectionHeading({ section: { title, hint, tone, rows } }: { section: QueueSection }) {
  return (
    <div className={css.section} data-tone={tone} title={hint}>
      <span className={css.dot} />
      <span>{title}</span>
      <span className={css.count}>{rows.length}</span>
      <span className={css.hint}>{hint}</span>
    </div>
  );
}
