// A note from anywhere: about the lead at hand, or one that is found right here. What is typed is kept at every keystroke,
// with the lead that it is about, until it is saved.
import { Button, Modal, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { z } from 'zod';
import { toastOfAct } from '../../replica/acts/toast-of-act.ts';
import { useDraft } from '../../replica/drafts.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import { LeadChoice } from './lead-choice.tsx';
import css from './quick-note.module.css';

interface NoteDraft {
  lead_id: string | null;
  text: string;
}
const draftSchema: z.ZodType<NoteDraft> = z.object({ lead_id: z.string().nullable(), text: z.string() });
const EMPTY: NoteDraft = { lead_id: null, text: '' };

/** Opened while `about` is given; its `leadId` is the lead at hand, or null. */
export function QuickNote({ about, close }: { about: { leadId: string | null } | null; close(): void }) {
  return (
    <Modal
      opened={about !== null}
      onClose={close}
      title={say('Quick note')}
      centered={false}
      yOffset="14vh"
      size={520}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': say('Close') }}
    >
      {about && <Note atHand={about.leadId} close={close} />}
    </Modal>
  );
}

function Note({ atHand, close }: { atHand: string | null; close(): void }) {
  const { acts, desk } = useReplica();
  const toasts = useToasts();
  const navigate = useNavigate();
  const { draft, write, clear } = useDraft('quick-note', EMPTY, draftSchema);
  const [wrong, setWrong] = useState<string | null>(null);
  const saving = useRef(false);
  const begun = draft.text.trim() !== '';
  // What was begun about one lead is never saved with another one unseen.
  const leadId = begun ? (draft.lead_id ?? atHand) : atHand;
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const target = chosen === undefined ? leadId : chosen;
  const lead = target === null ? null : (desk.row(target)?.lead ?? null);
  const other = chosen === undefined && atHand !== null && atHand !== target ? desk.row(atHand)?.lead : null;
  const choose = (id: string | null) => {
    setChosen(id);
    if (begun) write({ lead_id: id, text: draft.text });
  };
  const save = async () => {
    if (saving.current) return;
    const { text } = draft;
    if (lead === null) return setWrong(say('Choose the lead first.'));
    if (text.trim() === '') return setWrong(say('Write the note first.'));
    saving.current = true;
    const result = await acts.addNote(lead.id, text);
    saving.current = false;
    if (!result.ok) return setWrong(refusalWords(result.error));
    clear();
    close();
    const way = {
      label: say('Open'),
      go: () => void navigate({ to: '/leads/$id', params: { id: lead.id } }),
    };
    toasts.show(
      toastOfAct(
        toasts,
        { ...result.value, say: say('Note about {name} kept.', { name: lead.name }) },
        { way },
      ),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  return (
    <form
      aria-label={say('Quick note')}
      className={css.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {lead === null ? (
        <LeadChoice choose={choose} />
      ) : (
        <div className={css.lead}>
          <span className={css.name}>{lead.name}</span>
          <span className={css.quiet}>{lead.city}</span>
          <Button variant="subtle" onClick={() => choose(null)}>
            {say('Another lead')}
          </Button>
        </div>
      )}
      {other && (
        <p className={css.kept}>
          {say('You began this note before.')}
          <Button variant="light" onClick={() => choose(other.id)}>
            {say('Make it about {name}', { name: other.name })}
          </Button>
        </p>
      )}
      <Textarea
        key={lead?.id ?? ''}
        {...(lead === null ? {} : { 'data-autofocus': true })}
        aria-label={say('Note')}
        placeholder={say('What is worth keeping?')}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={20_000}
        autoFocus={lead !== null}
        value={draft.text}
        onChange={(event) => {
          setWrong(null);
          write({ lead_id: target, text: event.currentTarget.value });
        }}
      />
      <p className={css.wrong} role="alert">
        {wrong}
      </p>
      <div className={css.foot}>
        <span className={css.quiet}>{say('Kept while you write; Esc leaves it for later.')}</span>
        <Button type="submit">
          {say('Save')} <kbd className={css.key}>Ctrl + Enter</kbd>
        </Button>
      </div>
    </form>
  );
}
