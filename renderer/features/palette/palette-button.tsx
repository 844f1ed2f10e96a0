// The way to the palette by mouse, in the top bar of every screen.
import { IconSearch } from '@tabler/icons-react';
import { say } from '../../words/say.ts';
import css from './palette.module.css';

export function PaletteButton({ open }: { open(): void }) {
  return (
    <button type="button" className={css.button} aria-keyshortcuts="Control+K" onClick={open}>
      <IconSearch size={15} stroke={1.7} aria-hidden />
      <span className={css.label}>{say('Find')}</span>
      <kbd aria-hidden>Ctrl + K</kbd>
    </button>
  );
}
