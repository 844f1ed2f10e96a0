// Beside the queue: everything for the call with the selected lead. Its context scrolls, the form below stays in sight.
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { DeskRow } from '../../replica/desk-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { say } from '../../words/say.ts';
import { CallContext } from './call-context.tsx';
import type { CallDrafts } from './call-drafts.ts';
import { CallForm } from './call-form.tsx';
import css from './call-panel.module.css';
import { CallTimer } from './call-timer.tsx';
import { DialQuestion } from './dial-question.tsx';
import { SnoozeStrip } from './snooze-strip.tsx';
import { useCall } from './use-call.ts';
import { useCallKeys } from './use-call-keys.ts';

interface Props {
  row: DeskRow;
  drafts: CallDrafts;
  leave: () => void;
  comeBack: (leadId: string) => void;
  focusQueue: () => void;
  /** Where Enter in the queue leads. */
  note: { current: HTMLTextAreaElement | null };
}

/** Made anew for each lead (give it a key), so that nothing of one call shows in the next. */
export function CallPanel({ row, drafts, leave, comeBack, focusQueue, note }: Props) {
  const call = useCall({ row, drafts, leave, comeBack });
  const navigate = useNavigate();
  const ownZone = useSessionState((state) => state.user?.time_zone ?? 'UTC');
  const [snoozing, setSnoozing] = useState(false);
  const [ordering, setOrdering] = useState(false);
  const [explained, setExplained] = useState(false);
  const [when, amount, reason] = [useField(), useField(), useField()];
  const save = () => {
    const missing = call.log({});
    if (missing?.field === 'when') when.current?.focus();
    if (missing?.field === 'amount') amount.current?.focus();
  };
  const order = () => {
    setOrdering(true);
    amount.current?.focus();
  };
  const noAnswer = () => void call.log({ outcome: 'NO_ANSWER', amount: '' });
  const snooze = () => setSnoozing((open) => !open);
  const dial = () => {
    if (!call.dial()) reason.current?.focus();
  };
  useCallKeys({
    dial,
    noAnswer,
    save,
    snooze,
    order,
    why: () => setExplained((open) => !open),
    note: () => note.current?.focus(),
    openLead: () => void navigate({ to: '/leads/$id', params: { id: row.lead_id } }),
    leave: () => {
      call.dismissQuestion();
      setSnoozing(false);
      focusQueue();
    },
  });
  const { started_at } = call.draft;
  return (
    <aside className={css.panel} aria-label={say('Call with {name}', { name: row.lead.name })}>
      <CallContext
        row={row}
        call={call}
        dial={call.dial}
        explained={explained}
        toggleWhy={() => setExplained(!explained)}
      />
      <div className={css.form} data-live={started_at !== null}>
        {started_at !== null && (
          <div className={css.live}>
            <span role="status">{call.dialled ?? say('On the call')}</span>
            <CallTimer since={started_at} />
          </div>
        )}
        {started_at === null && call.dialled && <div role="status">{call.dialled}</div>}
        {call.question && (
          <DialQuestion
            ref={reason}
            words={call.question.words}
            dial={call.dialAnyway}
            dismiss={call.dismissQuestion}
          />
        )}
        {snoozing && <SnoozeStrip timeZone={row.time_zone} ownZone={ownZone} snooze={call.snooze} />}
        <CallForm
          {...{ call, ownZone, ordering, focusQueue, note, save, order, snooze, noAnswer, when, amount }}
          timeZone={row.time_zone}
        />
      </div>
    </aside>
  );
}

const useField = () => useRef<HTMLInputElement>(null);
