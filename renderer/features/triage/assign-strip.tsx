// Who gets the lead: two letters of the name and Enter, or a click. Without the right it says why not, and what can be
// done instead.
import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { say } from '../../words/say.ts';
import { choicesFor, type PersonChoice } from './person-choices.ts';
import css from './triage.module.css';

interface Props {
  choices: readonly PersonChoice[];
  assign(person: PersonChoice): void;
  close(): void;
}

/** Whoever stands further down is found by his letters. */
const SHOWN = 60;

/** The field takes the keys as soon as it is there. */
export function AssignStrip({ choices, assign, close }: Props) {
  const id = useId();
  const [letters, setLetters] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => choicesFor(choices, letters).slice(0, SHOWN), [choices, letters]);
  const chosen = found[Math.min(at, found.length - 1)];
  const chosenId = chosen ? `${id}${chosen.id}` : undefined;
  useEffect(() => {
    if (chosenId !== undefined) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    else if (event.key === 'Enter') chosen && !chosen.current && assign(chosen);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <fieldset className={css.strip} aria-label={say('Assign')}>
      <TextInput
        autoFocus
        role="combobox"
        aria-label={say('Assign to')}
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={chosenId}
        placeholder={say('Letters of the name, then Enter')}
        spellCheck={false}
        value={letters}
        onChange={(event) => {
          setLetters(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={say('People')} className={css.people}>
        {found.map((person) => (
          <div
            key={person.id}
            id={`${id}${person.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={person === chosen}
            aria-disabled={person.current || undefined}
            className={css.person}
            onClick={() => person.current || assign(person)}
            onKeyDown={onKeyDown}
          >
            <span className={css.personName}>{person.name}</span>
            <span className={css.quiet}>{personWords(person)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={css.quiet} role="status">
          {say('Nobody’s name has these letters.')}
        </p>
      )}
    </fieldset>
  );
}

function personWords({ owed, cover, current }: PersonChoice): string {
  if (current) return say('has it');
  const answers = owed === 0 ? say('nothing to answer') : say('{owed} to answer', { owed });
  return cover === null ? answers : say('away, {cover} covers · {answers}', { cover, answers });
}

/** For whom may not give leads away. */
export function MayNotAssign() {
  return (
    <p className={css.strip} role="status">
      {say(
        'Only managers and admins give leads away. This one is yours to answer: C logs the first call, D disqualifies it, L opens it.',
      )}
    </p>
  );
}
