// What came of the first call, by the digit that it has everywhere. A promise or an order needs more words: those are
// taken on the lead's own page.
import { Button } from '@mantine/core';
import { OUTCOMES, type Outcome } from '#domain/interaction/interaction.ts';
import { outcomeWord } from '../../ui/field-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';
import css from './triage.module.css';

const LONGER: readonly Outcome[] = ['CALLBACK', 'ORDER_PLACED'];
const CHOICES = OUTCOMES.map((outcome, index) => ({ outcome, digit: String(index + 1) })).filter(
  ({ outcome }) => !LONGER.includes(outcome),
);

/** `said` is what became of the number: dialled, copied, or why it was not. */
export function FirstCallStrip({ said, log }: { said: string | null; log(outcome: Outcome): void }) {
  return (
    <fieldset className={css.strip} aria-label={say('The first call')}>
      {said !== null && <p role="status">{said}</p>}
      <div className={css.choices}>
        {CHOICES.map(({ outcome, digit }) => (
          <Choice key={outcome} digit={digit} label={outcomeWord(outcome)} run={() => log(outcome)} />
        ))}
      </div>
    </fieldset>
  );
}

/** The states in which a lead is given up, by digit. */
export function LostStrip({
  states,
  move,
}: {
  states: readonly { name: string; label: string }[];
  move(state: string): void;
}) {
  return (
    <fieldset className={css.strip} aria-label={say('Disqualify')}>
      <div className={css.choices}>
        {states.slice(0, 9).map(({ name, label }, index) => (
          <Choice key={name} digit={String(index + 1)} label={label} run={() => move(name)} />
        ))}
      </div>
    </fieldset>
  );
}

function Choice({ digit, label, run }: { digit: string; label: string; run(): void }) {
  useShortcut({ id: `triage.${digit}`, keys: [digit], label, group: say('New leads'), run });
  return (
    <Button variant="default" px={8} onClick={run}>
      <kbd aria-hidden className={css.digit}>
        {digit}
      </kbd>
      {label}
    </Button>
  );
}
