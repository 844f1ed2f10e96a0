// One call from dialling to the log: what is typed is kept in the draft, every act is one write, and the queue goes on
// at once. A call that was refused comes back with its words.
import { useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { type DialGuard, dialGuard } from '#domain/plan/guard.ts';
import type { When } from '#domain/plan/when.ts';
import type { ActResult } from '../../replica/acts/act-types.ts';
import { toastOfAct } from '../../replica/acts/toast-of-act.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { type Dialled, dialNumber } from '../../ui/copy-text.ts';
import { useOpening } from '../../ui/holidays.tsx';
import { useClock } from '../../ui/now.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say, tongue } from '../../words/say.ts';
import type { CallDraft, CallDrafts } from './call-drafts.ts';
import { callFormOf, type Missing } from './call-form-of.ts';
import { type Contact, contactsOf, contactToCall } from './contacts.ts';

export interface CallDeps {
  row: DeskRow;
  drafts: CallDrafts;
  /** Goes on to the next row. */
  leave: () => void;
  /** Comes back to this row. */
  comeBack: (leadId: string) => void;
}

type Question = Extract<DialGuard, { verdict: 'ask' }>;

/** The state and the acts of the call with this row's lead. */
export function useCall({ row, drafts, leave, comeBack }: CallDeps) {
  const leadId = row.lead_id;
  const { acts, settings } = useReplica();
  const currency = useLive(settings)?.currency ?? row.lead.currency ?? 'EUR';
  const toasts = useToasts();
  const now = useClock();
  const opening = useOpening(row.lead, row.time_zone);
  const draft = useSyncExternalStore(drafts.subscribe, () => drafts.get(leadId));
  const [missing, setMissing] = useState<Missing | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [dialled, setDialled] = useState<string | null>(null);
  const asked = useRef(false);
  const contacts = useMemo(() => contactsOf(row), [row]);
  const contact = contactToCall(contacts, draft.poc_id);

  const change = (changes: Partial<CallDraft>) => {
    setMissing(null);
    drafts.change(leadId, changes);
  };

  const finish = async (act: ActResult, kept: CallDraft) => {
    leave();
    const result = await act;
    if (!result.ok) {
      toasts.show({ words: refusalWords(result.error) });
      comeBack(leadId);
      return;
    }
    drafts.clear(leadId);
    const undo = async () => {
      const any = await result.value.undo();
      drafts.put(leadId, { ...kept, started_at: null });
      comeBack(leadId);
      return any;
    };
    const redo = async () => {
      drafts.clear(leadId);
      return result.value.redo();
    };
    toasts.show(toastOfAct(toasts, result.value, { undo, redo }));
  };

  const log = (changes: Partial<CallDraft>): Missing | null => {
    const typed = { ...drafts.get(leadId), ...changes };
    const complete = { ...typed, poc_id: typed.poc_id ?? contact?.poc_id ?? null };
    const context = { lead_id: leadId, time_zone: row.time_zone, currency, now: now() };
    const form = callFormOf(complete, context, missing?.field === 'when' && typed.when === '');
    if (form.ok) void finish(acts.logCall(form.value), typed);
    else setMissing(form.error);
    return form.ok ? null : form.error;
  };

  const place = async (whom: Contact | undefined, override: string | null) => {
    setQuestion(null);
    drafts.change(leadId, { started_at: now(), poc_id: whom?.poc_id ?? null, override });
    setDialled(whom?.phone ? dialledWords(await dialNumber(whom.phone), whom) : NO_NUMBER);
  };

  /** Dials, or asks first (R18). Answers false when the question already stands. */
  const dial = (whom: Contact | undefined = contact): boolean => {
    const guard = dialGuard({ ...opening, do_not_call: row.lead.do_not_call }, now(), tongue());
    if (guard.verdict === 'blocked')
      setDialled(say('{name} asked not to be called.', { name: row.lead.name }));
    else if (guard.verdict === 'clear' || draft.override !== null) void place(whom, draft.override);
    else if (question !== null) return false;
    else {
      asked.current = true;
      drafts.change(leadId, { poc_id: whom?.poc_id ?? null });
      setQuestion(guard);
    }
    return true;
  };

  return {
    draft,
    change,
    missing,
    question,
    dialled,
    contacts,
    contact,
    currency,
    dial,
    log,
    dialAnyway: (reason: string) => question && void place(contact, overrideWords(question, reason)),
    dismissQuestion: () => setQuestion(null),
    snooze: (when: When) => void finish(acts.snooze(leadId, when), drafts.get(leadId)),
  };
}

export type Call = ReturnType<typeof useCall>;

const NO_NUMBER = say('No number is known. The timer runs.');

function dialledWords(what: Dialled, { name, phone }: Contact): string {
  if (what === 'dialled') return say('Calling {name}', { name });
  return what === 'copied'
    ? say('{phone} copied', { phone: phone ?? '' })
    : say('Dial {phone}', { phone: phone ?? '' });
}

/** What the note keeps of a call placed outside the hours. */
export const overrideWords = ({ local_time, time_zone }: Question, reason: string): string =>
  `[Called at ${local_time} ${time_zone}, outside the call hours: ${reason.trim()}]`;
