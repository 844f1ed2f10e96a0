// Days on which a lead is closed.
import { Button, Pill, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { say } from '../../words/say.ts';
import css from './lead.module.css';

/** Days YYYY-MM-DD, each with a button that takes it away. */
export function ClosedDates({ days, setDays }: { days: readonly string[]; setDays(days: string[]): void }) {
  const [day, setDay] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const add = () => {
    if (day !== '') setDays([...new Set([...days, day])].sort());
    setDay('');
    field.current?.focus();
  };
  return (
    <fieldset className={css.group}>
      <legend>{say('Closed on')}</legend>
      <div className={css.inline}>
        <TextInput
          ref={field}
          type="date"
          aria-label={say('Day on which it is closed')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button variant="default" onClick={add}>
          {say('Add the day')}
        </Button>
      </div>
      {days.length > 0 && (
        <Pill.Group gap={4}>
          {days.map((closed) => (
            <Pill
              key={closed}
              withRemoveButton
              removeButtonProps={{
                'aria-label': say('Remove {closed}', { closed }),
                'aria-hidden': false,
                tabIndex: 0,
              }}
              onRemove={() => setDays(days.filter((other) => other !== closed))}
            >
              {closed}
            </Pill>
          ))}
        </Pill.Group>
      )}
    </fieldset>
  );
}
