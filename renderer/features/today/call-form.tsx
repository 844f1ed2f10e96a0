// How the call went: the outcome by digit, a note, what follows from it, and the log.
import { Button, Textarea, TextInput } from '@mantine/core';
import { type Ref, type RefObject, useEffect, useRef } from 'react';
import type { Outcome } from '#domain/interaction/interaction.ts';
import { WhenField } from '../../ui/when-field.tsx';
import { say } from '../../words/say.ts';
import css from './call-form.module.css';
import { Outcomes } from './outcomes.tsx';
import type { Call } from './use-call.ts';

interface Props {
  call: Call;
  timeZone: string;
  ownZone: string;
  /** Whether the field for an order is asked for. */
  ordering: boolean;
  focusQueue: () => void;
  note: Ref<HTMLTextAreaElement>;
  save: () => void;
  order: () => void;
  snooze: () => void;
  noAnswer: () => void;
  when: RefObject<HTMLInputElement | null>;
  amount: RefObject<HTMLInputElement | null>;
}

/** The form at the foot of the panel. */
export function CallForm(props: Props) {
  const { call, ordering, when, amount } = props;
  const { draft, change, missing } = call;
  const showsWhen = draft.outcome === 'CALLBACK';
  const showsOrder = ordering || draft.amount !== '' || draft.outcome === 'ORDER_PLACED';
  useFocusWhen(showsWhen, when);
  useFocusWhen(ordering, amount);
  const choose = (outcome: Outcome) => {
    change({ outcome });
    if (outcome === 'CALLBACK') when.current?.focus();
  };
  return (
    <>
      <Outcomes
        value={draft.outcome}
        choose={choose}
        error={missing?.field === 'outcome' ? missing.words : null}
      />
      {showsWhen && (
        <WhenField
          ref={when}
          label={say('When')}
          value={draft.when}
          onChange={(text) => change({ when: text })}
          timeZone={props.timeZone}
          ownZone={props.ownZone}
          error={missing?.field === 'when' ? missing.words : null}
        />
      )}
      {showsOrder && <OrderField {...props} />}
      <Textarea
        ref={props.note}
        label={say('Note')}
        placeholder={say('What was said (Enter from the list)')}
        autosize
        minRows={2}
        maxRows={5}
        maxLength={20_000}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      <Buttons {...props} />
    </>
  );
}

function OrderField({ call, amount, focusQueue }: Props) {
  const { draft, change, missing, currency } = call;
  const wrong = missing?.field === 'amount' ? missing.words : null;
  return (
    <TextInput
      ref={amount}
      label={say('Order amount')}
      inputMode="decimal"
      autoComplete="off"
      placeholder="1250.00"
      rightSection={<span className={css.currency}>{currency}</span>}
      rightSectionWidth={44}
      value={draft.amount}
      error={wrong}
      onChange={(event) => {
        const text = event.currentTarget.value;
        change(text.trim() === '' ? { amount: text } : { amount: text, outcome: 'ORDER_PLACED' });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) focusQueue();
      }}
    />
  );
}

function Buttons({ save, order, snooze, noAnswer }: Props) {
  return (
    <div className={css.buttons}>
      <Button
        onClick={save}
        rightSection={
          <kbd className={css.saveKey} aria-hidden>
            Ctrl ↵
          </kbd>
        }
        className={css.save}
      >
        {say('Log')}
      </Button>
      <Button variant="default" onClick={noAnswer} title={say('No answer, and go on (N)')}>
        {say('No answer')}
      </Button>
      <Button variant="default" onClick={order} title={say('Take an order (O)')}>
        {say('Order')}
      </Button>
      <Button variant="default" onClick={snooze} title={say('Snooze (S)')}>
        {say('Snooze')}
      </Button>
    </div>
  );
}

// A field that has just been asked for takes the focus; one that stood in a restored draft does not.
function useFocusWhen(shown: boolean, field: RefObject<HTMLInputElement | null>): void {
  const before = useRef(shown);
  useEffect(() => {
    if (shown && !before.current) field.current?.focus();
    before.current = shown;
  }, [shown, field]);
}
