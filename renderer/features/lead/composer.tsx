// Writes down what just happened: a note, a call, a visit, an order. Kept at every keystroke until it is saved.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { z } from 'zod';
import { INTERACTION_TYPES, OUTCOMES } from '#domain/interaction/interaction.ts';
import { usePerform } from '../../replica/acts/perform.ts';
import { useDraft } from '../../replica/drafts.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { outcomeWord, typeWord } from '../../ui/field-words.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { say } from '../../words/say.ts';
import { type Composed, composedAct, KINDS } from './composed-act.ts';
import { composedAgain } from './composed-again.ts';
import css from './lead.module.css';
import { useLeadView } from './lead-context.tsx';
import { useTyped } from './typed.tsx';

const draftSchema: z.ZodType<Composed> = z.object({
  type: z.enum(INTERACTION_TYPES),
  outcome: z.enum(OUTCOMES).nullable(),
  note: z.string(),
  amount: z.string(),
  poc_id: z.string(),
});
const EMPTY: Composed = { type: 'NOTE', outcome: null, note: '', amount: '', poc_id: '' };
const TYPE_OPTIONS = KINDS.map((value) => ({ value, label: typeWord(value) }));
const OUTCOME_OPTIONS = [
  { value: '', label: say('Outcome …') },
  ...OUTCOMES.map((value) => ({ value, label: outcomeWord(value) })),
];

export interface ComposerHandle {
  /** Turns to a call that has just been dialled; `override` is why it was made at an odd hour. */
  startCall(override: string | null): void;
}

export function Composer({ ref }: { ref: Ref<ComposerHandle> }) {
  const { detail, settings, again } = useLeadView();
  const { acts } = useReplica();
  const perform = usePerform();
  const typed = useTyped();
  const note = useRef<HTMLTextAreaElement>(null);
  const own = composedAgain(again, detail);
  const { draft, write, clear } = useDraft(
    own ? `interaction:${own.id}` : `interaction:${detail.lead.id}`,
    own?.start ?? EMPTY,
    draftSchema,
  );
  const [wrong, setWrong] = useState<string | null>(null);
  const currency = settings?.currency ?? 'EUR';
  const change = (changes: Partial<Composed>) => {
    const next = { ...draft, ...changes };
    setWrong(null);
    write(next);
    typed.keep('Composer', next.note);
  };
  const turnTo = (type: Composed['type'], added: string | null = null) => {
    change({ type, note: [added, draft.note].filter(Boolean).join('\n') });
    note.current?.focus();
  };
  useImperativeHandle(ref, () => ({ startCall: (override) => turnTo('CALL', override) }));
  useTurnKeys(turnTo);
  const save = async () => {
    const act = composedAct(draft, { acts, leadId: detail.lead.id, currency, kept: own?.kept ?? {} });
    if (!act.ok) return setWrong(act.error);
    const result = await perform(own && again ? again.settling(act.value()) : act.value());
    if (!result.ok) return setWrong(refusalWords(result.error));
    clear();
    typed.keep('Composer', '');
  };
  return (
    <form
      className={css.composer}
      aria-label={say('Write down')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      {...saveBy(() => void save())}
    >
      <Textarea
        ref={note}
        aria-label={say('Note')}
        placeholder={say('What was said? Ctrl + Enter saves')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={20_000}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      <div className={css.composerRow}>
        <NativeSelect
          size="xs"
          aria-label={say('What happened')}
          data={TYPE_OPTIONS}
          value={draft.type}
          onChange={({ currentTarget }) =>
            change({ type: KINDS.find((kind) => kind === currentTarget.value) ?? 'NOTE' })
          }
        />
        <Details draft={draft} change={change} currency={currency} />
        <Button type="submit">{say('Save')}</Button>
      </div>
      <p className={css.error} role="alert">
        {wrong}
      </p>
    </form>
  );
}

const saveBy = (save: () => void) => ({
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  },
});

function useTurnKeys(turnTo: (type: Composed['type']) => void): void {
  const group = say('Lead');
  useShortcut({ id: 'lead.note', keys: ['n'], label: say('Write a note'), group, run: () => turnTo('NOTE') });
  useShortcut({ id: 'lead.log', keys: ['l'], label: say('Log a call'), group, run: () => turnTo('CALL') });
  useShortcut({
    id: 'lead.order',
    keys: ['o'],
    label: say('Take an order'),
    group,
    run: () => turnTo('ORDER'),
  });
}

function Details({
  draft,
  change,
  currency,
}: {
  draft: Composed;
  change(changes: Partial<Composed>): void;
  currency: string;
}) {
  const { pocs } = useLeadView().detail;
  if (draft.type === 'NOTE') return <span className={css.grow} />;
  if (draft.type === 'ORDER' || draft.type === 'RETURN')
    return (
      <TextInput
        className={css.grow}
        aria-label={say('Amount in {currency}', { currency })}
        placeholder={say('Amount in {currency}', { currency })}
        inputMode="decimal"
        value={draft.amount}
        onChange={(event) => change({ amount: event.currentTarget.value })}
      />
    );
  return (
    <>
      <NativeSelect
        size="xs"
        className={css.grow}
        aria-label={say('Outcome')}
        data={OUTCOME_OPTIONS}
        value={draft.outcome ?? ''}
        onChange={({ currentTarget }) =>
          change({ outcome: OUTCOMES.find((value) => value === currentTarget.value) ?? null })
        }
      />
      {pocs.length > 0 && (
        <NativeSelect
          size="xs"
          className={css.grow}
          aria-label={say('With whom')}
          data={[
            { value: '', label: say('With …') },
            ...pocs.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={draft.poc_id}
          onChange={(event) => change({ poc_id: event.currentTarget.value })}
        />
      )}
    </>
  );
}
