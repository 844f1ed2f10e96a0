// The box that marks one lead, on its row or its card; with Shift all from the last one on.
import type { ChangeEvent } from 'react';
import { say } from '../../../words/say.ts';
import css from './bulk.module.css';
import type { Marks } from './use-marks.ts';

export function MarkBox({
  leadId,
  name,
  marked,
  toggle,
  through,
}: { leadId: string; name: string; marked: boolean } & Pick<Marks, 'toggle' | 'through'>) {
  const mark = ({ nativeEvent, currentTarget }: ChangeEvent<HTMLInputElement>) => {
    if (nativeEvent instanceof MouseEvent && nativeEvent.shiftKey) through(leadId);
    else toggle(leadId);
    // A click leaves the keys to the list.
    currentTarget.blur();
  };
  return (
    <label className={css.mark} data-own-click title={say('Mark (key X)')}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={say('Mark {name}', { name })}
        checked={marked}
        onChange={mark}
      />
    </label>
  );
}

/** Marks all leads of the list, or none. */
export function MarkAllBox({ all, marks }: { all: boolean; marks: Pick<Marks, 'all' | 'clear'> }) {
  return (
    <label className={css.mark} title={say('Mark all (Ctrl + A)')}>
      <input
        type="checkbox"
        aria-label={say('Mark all leads')}
        checked={all}
        onChange={all ? marks.clear : marks.all}
      />
    </label>
  );
}
