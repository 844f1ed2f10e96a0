// When the lead is due and why, the promise of a first answer, and the two ways to move it: a promise and a snooze.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { isPlanned } from '#domain/plan/plan.ts';
import { parseWhen } from '#domain/plan/when.ts';
import type { Sla } from '#domain/sla/sla.ts';
import { usePerform } from '../../replica/acts/perform.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { MomentLabel } from '../../ui/day-label.tsx';
import { spanLabel } from '../../ui/day-words.ts';
import { DueChip } from '../../ui/due-chip.tsx';
import { useClock, useMinute } from '../../ui/now.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { WhenField } from '../../ui/when-field.tsx';
import { say, sayWith } from '../../words/say.ts';
import { FormFrame } from './form-frame.tsx';
import css from './lead.module.css';
import { useLeadView } from './lead-context.tsx';
import { Panel } from './panel.tsx';

type Kind = 'callback' | 'snooze';

export function PlanPanel() {
  const { row, timeZone } = useLeadView();
  const [asking, setAsking] = useState<Kind | null>(null);
  const asks = (kind: Kind) => () => setAsking(kind);
  useShortcut({
    id: 'lead.snooze',
    keys: ['s'],
    label: say('Snooze'),
    group: say('Lead'),
    run: asks('snooze'),
  });
  useShortcut({
    id: 'lead.callback',
    keys: ['b'],
    label: say('Promise a callback'),
    group: say('Lead'),
    run: asks('callback'),
  });
  return (
    <Panel title={say('Plan')} actions={row && <DueChip plan={row.plan} timeZone={timeZone} />}>
      <Why />
      {row?.sla && <FirstAnswer sla={row.sla} />}
      {asking ? (
        <WhenForm key={asking} kind={asking} close={() => setAsking(null)} />
      ) : (
        <div className={css.inline}>
          <Button variant="default" title={say('Key B')} onClick={asks('callback')}>
            {say('Promise a callback')}
          </Button>
          <Button variant="default" title={say('Key S')} onClick={asks('snooze')}>
            {say('Snooze')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Why() {
  const { row, detail } = useLeadView();
  if (row === null) return <p className={css.hint}>{say('Being worked out …')}</p>;
  const { plan } = row;
  if (isPlanned(plan))
    return (
      <>
        <p className={css.why}>{plan.explanation}</p>
        {plan.unreachable && (
          <p className={css.warning}>
            {say('{attempts} tries in vain: try another contact.', { attempts: plan.attempts })}
          </p>
        )}
      </>
    );
  if (detail.lead.do_not_call)
    return <p className={css.why}>{say('Asked not to be called, so nothing is due.')}</p>;
  return (
    <p className={css.why}>
      {plan.bucket === 'NO_HOURS'
        ? say('There are no call hours within a year, so it can never be due. Set them under Calling.')
        : say('No rhythm asks for a call. Promise a callback, or set a rhythm under Calling.')}
    </p>
  );
}

function FirstAnswer({ sla }: { sla: Sla }) {
  const { timeZone } = useLeadView();
  const now = useMinute();
  const due = <MomentLabel at={sla.due_at} timeZone={timeZone} />;
  switch (sla.state) {
    case 'met':
      return <p className={css.sla}>{sayWith('First answer: given in time, before {due}.', { due })}</p>;
    case 'met_late':
      return (
        <p className={css.sla}>{sayWith('First answer: given late, it was promised for {due}.', { due })}</p>
      );
    case 'breached':
      return (
        <p className={css.warning}>
          {sayWith('First answer: {span} late, promised for {due}.', {
            span: spanLabel(sla.due_at, now),
            due,
          })}
        </p>
      );
    default:
      return (
        <p className={sla.state === 'due_soon' ? css.warning : css.sla}>
          {sayWith('First answer: within {span}, by {due}.', { span: spanLabel(now, sla.due_at), due })}
        </p>
      );
  }
}

const focusAtFirst = (field: HTMLInputElement | null) => field?.focus();

function WhenForm({ kind, close }: { kind: Kind; close(): void }) {
  const { detail, timeZone, ownZone } = useLeadView();
  const { acts } = useReplica();
  const perform = usePerform();
  const now = useClock();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const save = async () => {
    const when = parseWhen(text, { now: now(), time_zone: timeZone });
    if (!when.ok) return setError(refusalWords(when.error));
    const act = kind === 'snooze' ? acts.snooze : acts.promiseCallback;
    const result = await perform(act(detail.lead.id, when.value));
    if (result.ok) close();
    else setError(refusalWords(result.error));
  };
  const label = kind === 'snooze' ? say('Snooze until') : say('Call back');
  return (
    <FormFrame label={label} save={() => void save()} cancel={close}>
      <WhenField
        ref={focusAtFirst}
        label={label}
        value={text}
        error={error}
        timeZone={timeZone}
        ownZone={ownZone}
        onChange={(next) => {
          setText(next);
          setError(null);
        }}
      />
    </FormFrame>
  );
}
