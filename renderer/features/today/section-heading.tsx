// The heading of a section of the queue: its colour, its name, how many stand in it.

import type { QueueSection } from './queue-sections.ts';
import css from './today-screen.module.css';

/** One line of 30 pixels. */
export function SectionHeading({ section }: { section: QueueSection }) {
  const { title, hint, tone } = section;
  return (
    <div className={css.section} data-tone={tone} title={hint}>
      <span className={css.dot} />
      <span>{title}</span>
      <span className={css.count}>{sectionCount(section)}</span>
      <span className={css.hint}>{hint}</span>
    </div>
  );
}

/** "12", or "12+" while more of them are on their way. */
export const sectionCount = ({ rows, open_ended = false }: QueueSection): string =>
  `${rows.length}${open_ended ? '+' : ''}`;
