// How the call went, as nine buttons in the order of the digit keys.
import { useId } from 'react';
import { OUTCOMES, type Outcome } from '#domain/interaction/interaction.ts';
import { outcomeWord } from '../../ui/field-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';
import css from './call-form.module.css';

interface Props {
  value: Outcome | null;
  choose: (outcome: Outcome) => void;
  /** What to say where none was chosen. */
  error: string | null;
}

/** The group; a digit chooses from anywhere outside text. */
export function Outcomes({ value, choose, error }: Props) {
  const name = useId();
  return (
    <div className={css.outcomes} role="radiogroup" aria-label={say('Outcome')}>
      {OUTCOMES.map((outcome, index) => (
        <label key={outcome} className={css.outcome} data-checked={value === outcome}>
          <OutcomeKey outcome={outcome} digit={String(index + 1)} choose={choose} />
          <input
            type="radio"
            name={name}
            className={css.radio}
            checked={value === outcome}
            aria-keyshortcuts={String(index + 1)}
            onChange={() => choose(outcome)}
          />
          <span className={css.digit} aria-hidden>
            {index + 1}
          </span>
          <span className={css.outcomeWord}>{outcomeWord(outcome)}</span>
        </label>
      ))}
      {error && (
        <div role="alert" className={css.error}>
          {error}
        </div>
      )}
    </div>
  );
}

function OutcomeKey({ outcome, digit, choose }: { outcome: Outcome; digit: string } & Pick<Props, 'choose'>) {
  useShortcut({
    id: `call.outcome-${outcome.toLowerCase().replace('_', '-')}`,
    keys: [digit],
    label: outcomeWord(outcome),
    group: say('The call'),
    run: () => choose(outcome),
  });
  return null;
}
