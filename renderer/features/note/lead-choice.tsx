// Whose note it is, where no lead was at hand: a field that finds leads while one types, and the few that fit below it.
import { type KeyboardEvent, useId, useState } from 'react';
import { useReplica } from '../../replica/replica-context.tsx';
import { stateWord } from '../../ui/field-words.ts';
import { say } from '../../words/say.ts';
import css from './quick-note.module.css';

const SHOWN = 6;

/** The field takes the focus. Enter takes the selected lead, the first one unless the arrows say otherwise. */
export function LeadChoice({ choose }: { choose(leadId: string): void }) {
  const { desk } = useReplica();
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const hits = text.trim() === '' ? [] : desk.search(text, SHOWN);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && hits[at]) choose(hits[at].lead_id);
    else return;
    event.preventDefault();
  };
  return (
    <div className={css.choice}>
      <input
        data-autofocus
        className={css.find}
        role="combobox"
        aria-label={say('About which lead?')}
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        {...(hits[at] ? { 'aria-activedescendant': `${listId}${at}` } : {})}
        placeholder={say('About which lead? Name, city, contact, number …')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={say('Leads')} hidden={hits.length === 0}>
        {hits.map((hit, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={hit.lead_id}
            id={`${listId}${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            className={css.option}
            onClick={() => choose(hit.lead_id)}
          >
            <span className={css.name}>{hit.name}</span>
            <span className={css.quiet}>{[hit.city, stateWord(hit.state)].filter(Boolean).join(' · ')}</span>
          </div>
        ))}
      </div>
      {text.trim() !== '' && hits.length === 0 && (
        <p className={css.quiet}>{say('No lead is found by this.')}</p>
      )}
    </div>
  );
}
