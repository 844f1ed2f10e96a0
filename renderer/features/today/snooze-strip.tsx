// When to be reminded again: three choices by one digit each, or any day in words.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { parseWhen, type When } from '#domain/plan/when.ts';
import { dayIn } from '#domain/time.ts';
import { dayLabel, momentLabel } from '../../ui/day-words.ts';
import { useMinute } from '../../ui/now.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { WhenField } from '../../ui/when-field.tsx';
import { say } from '../../words/say.ts';
import css from './call-form.module.css';
import { whenRefusalWords } from './call-form-of.ts';
import { snoozeChoices } from './snooze-choices.ts';

interface Props {
  timeZone: string;
  ownZone: string;
  snooze: (when: When) => void;
}

/** While it is there, the digits are its own. */
export function SnoozeStrip({ timeZone, ownZone, snooze }: Props) {
  const now = useMinute();
  const [picking, setPicking] = useState(false);
  const choices = snoozeChoices(now, timeZone);
  return (
    <fieldset className={css.strip} aria-label={say('Snooze')}>
      <span className={css.stripTitle}>{say('Snooze')}</span>
      {choices.map(({ label, when }, index) => (
        <Choice
          key={label}
          digit={String(index + 1)}
          label={label}
          detail={whenLabel(when, timeZone, now)}
          run={() => snooze(when)}
        />
      ))}
      <Choice digit="4" label={say('Pick a day')} detail="" run={() => setPicking(true)} />
      {picking && <Picker timeZone={timeZone} ownZone={ownZone} snooze={snooze} now={now} />}
    </fieldset>
  );
}

const whenLabel = (when: When, timeZone: string, now: string): string =>
  'on' in when
    ? dayLabel(when.on, dayIn(now, timeZone))
    : momentLabel(when.until, timeZone, now).replace(/^(today|tomorrow) /, '');

function Choice({
  digit,
  label,
  detail,
  run,
}: {
  digit: string;
  label: string;
  detail: string;
  run: () => void;
}) {
  useShortcut({ id: `snooze.${digit}`, keys: [digit], label, group: say('Snooze'), run });
  const shown = detail === '' || detail === label.toLowerCase() ? '' : detail;
  return (
    <Button variant="default" className={css.choice} onClick={run}>
      <span className={`${css.digit} ${css.choiceDigit}`} aria-hidden>
        {digit}
      </span>
      {label}
      {shown && <span className={css.choiceDetail}>{shown}</span>}
    </Button>
  );
}

function Picker({ timeZone, ownZone, snooze, now }: Props & { now: string }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const take = () => {
    const when = parseWhen(text, { now, time_zone: timeZone });
    if (when.ok) snooze(when.value);
    else setError(whenRefusalWords(when.error.code));
  };
  return (
    <div className={css.picker}>
      <WhenField
        ref={field}
        label={say('Snooze until')}
        value={text}
        onChange={(value) => {
          setText(value);
          setError(null);
        }}
        timeZone={timeZone}
        ownZone={ownZone}
        error={error}
        onEnter={take}
      />
      <Button variant="light" onClick={take}>
        {say('Snooze')}
      </Button>
    </div>
  );
}
