// Words in the colour of what they mean: how urgent a call is, how an account does, how far a lead has come. The words
// always say it too.
import type { ReactNode } from 'react';
import { say } from '../words/say.ts';
import { stateWord, statusWord } from './field-words.ts';
import css from './tone-chip.module.css';

/** Names of the theme's colours for meanings. */
export type Tone = 'fresh' | 'overdue' | 'now' | 'waiting' | 'today' | 'later' | 'parked';

/** Words and their colour. */
export interface Badge {
  tone: Tone;
  words: string;
}

/** Short words on a tinted ground. `title` is what pointing at it says. */
export function ToneChip({ tone, title, children }: { tone: Tone; title?: string; children: ReactNode }) {
  return (
    <span className={css.chip} data-tone={tone} title={title}>
      <span className={css.words}>{children}</span>
    </span>
  );
}

const STATUS_TONES: Readonly<Record<string, Tone>> = {
  UNDER: 'overdue',
  WATCH: 'waiting',
  STEADY: 'today',
  WELL: 'now',
  NEW: 'fresh',
};

/** How an account does; `set` says that a person has set it, whatever the figures say. */
export function StatusChip({ status, set = false }: { status: string; set?: boolean }) {
  return (
    <ToneChip tone={STATUS_TONES[status] ?? 'parked'}>
      {statusWord(status)}
      {set && ` ${say('(set)')}`}
    </ToneChip>
  );
}

/** A pipeline state with a dot in the colour of its category. */
export function StateWords({ state, category }: { state: string; category: string }) {
  return (
    <span className={css.state}>
      <span className={css.dot} data-category={category} aria-hidden />
      <span className={css.words}>{stateWord(state)}</span>
    </span>
  );
}
