// Beside the list: all that is known of the selected lead, its résumé, and what can be done with it by one key each.
import { Button, SegmentedControl } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { BUILT_IN_STATES } from '#domain/settings/settings.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { ResumePreview } from '../../resume/resume-preview.tsx';
import { useStaff } from '../../session/use-staff.ts';
import { stateWord } from '../../ui/field-words.ts';
import { useOpening } from '../../ui/holidays.tsx';
import { LocalClock } from '../../ui/local-clock.tsx';
import { useMinute } from '../../ui/now.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { deadlineWords, slaBadge } from '../../ui/sla-words.ts';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';
import { Application } from './application.tsx';
import { AssignStrip, MayNotAssign } from './assign-strip.tsx';
import { FirstCallStrip, LostStrip } from './first-call-strip.tsx';
import type { PersonChoice } from './person-choices.ts';
import css from './triage.module.css';
import { useFirstCall } from './use-first-call.ts';
import type { TriageAct } from './use-triage-act.ts';

export type Shown = 'application' | 'resume';

interface Props {
  row: DeskRow;
  choices: readonly PersonChoice[];
  shown: Shown;
  show(what: Shown): void;
  act: TriageAct;
  focusList(): void;
}

type Strip = 'assign' | 'call' | 'lost' | null;

/** Made anew for each lead (give it a key), so that nothing of one shows with the next. */
export function TriagePanel({ row, choices, shown, show, act, focusList }: Props) {
  const { lead, lead_id } = row;
  const { acts, settings } = useReplica();
  const navigate = useNavigate();
  const staff = useStaff();
  const [strip, setStrip] = useState<Strip>(null);
  const [said, setSaid] = useState<string | null>(null);
  const callFirst = useFirstCall(row);
  const lost = (useLive(settings)?.states ?? BUILT_IN_STATES).filter(({ category }) => category === 'lost');
  const close = () => {
    setStrip(null);
    focusList();
  };
  const does = (what: Promise<void>) => {
    close();
    void what;
  };
  const move = (state: string) =>
    does(
      act(
        lead_id,
        acts.moveLead(lead_id, state),
        say('{name} moved to {state}.', { name: lead.name, state: stateWord(state) }),
      ),
    );
  const assign = (person: PersonChoice) =>
    does(
      act(
        lead_id,
        acts.editLead(lead_id, { assignee_id: person.id }),
        say('{name} goes to {name2}.', { name: lead.name, name2: person.name }),
      ),
    );
  const [onlyLost] = lost;
  const keys = {
    assign: () => setStrip('assign'),
    call: () => {
      setStrip('call');
      void callFirst().then(setSaid);
    },
    disqualify: () => (lost.length === 1 && onlyLost ? move(onlyLost.name) : setStrip('lost')),
    open: () => void navigate({ to: '/leads/$id', params: { id: lead_id } }),
    resume: () => show(shown === 'resume' ? 'application' : 'resume'),
    leave: () => (strip === null ? show('application') : close()),
  };
  useTriageKeys(keys);
  return (
    <aside className={css.panel} aria-label={say('New lead {name}', { name: lead.name })}>
      <Head row={row} />
      <div className={css.actions}>
        <ActionButton letter="A" label={say('Assign')} main={staff} run={keys.assign} />
        <ActionButton letter="C" label={say('First call')} main={!staff} run={keys.call} />
        <ActionButton letter="D" label={say('Disqualify')} run={keys.disqualify} />
        <ActionButton letter="L" label={say('Open')} run={keys.open} />
      </div>
      {strip === 'assign' &&
        (staff ? <AssignStrip choices={choices} assign={assign} close={close} /> : <MayNotAssign />)}
      {strip === 'call' && (
        <FirstCallStrip
          said={said}
          log={(outcome) => does(act(lead_id, acts.logCall({ lead_id, outcome })))}
        />
      )}
      {strip === 'lost' && (
        <LostStrip states={lost.map(({ name }) => ({ name, label: stateWord(name) }))} move={move} />
      )}
      {lead.resume !== null && (
        <SegmentedControl
          size="xs"
          className={css.tabs}
          aria-label={say('What is shown')}
          data={[
            { value: 'application', label: say('Application') },
            { value: 'resume', label: say('Résumé (Space)') },
          ]}
          value={shown}
          onChange={show}
        />
      )}
      <Body row={row} shown={shown} />
    </aside>
  );
}

function Head({ row }: { row: DeskRow }) {
  const { lead, sla } = row;
  const now = useMinute();
  const opening = useOpening(lead, row.time_zone);
  const open = sla !== null && sla.met_at === null ? sla : null;
  return (
    <div className={css.head}>
      <h2 className={css.heading}>
        <Link to="/leads/$id" params={{ id: row.lead_id }} title={say('Open the lead (L)')}>
          {lead.name}
        </Link>
      </h2>
      {open && (
        <p className={css.deadline}>
          <ToneChip tone={slaBadge(open, now).tone}>{slaBadge(open, now).words}</ToneChip>{' '}
          <span className={css.quiet}>{deadlineWords(open, opening, now)}</span>
        </p>
      )}
      <LocalClock lead={lead} timeZone={row.time_zone} assumed={row.time_zone_assumed} />
    </div>
  );
}

function Body({ row, shown }: { row: DeskRow; shown: Shown }): ReactNode {
  if (shown === 'application' || row.lead.resume === null) return <Application row={row} />;
  return <ResumePreview lead={row.lead} />;
}

function ActionButton({
  letter,
  label,
  main = false,
  run,
}: {
  letter: string;
  label: string;
  main?: boolean;
  run(): void;
}) {
  return (
    <Button
      variant={main ? 'filled' : 'default'}
      px={9}
      onClick={run}
      rightSection={
        <kbd className={main ? css.mainKey : undefined} aria-hidden>
          {letter}
        </kbd>
      }
    >
      {label}
    </Button>
  );
}

interface Keys {
  assign(): void;
  call(): void;
  disqualify(): void;
  open(): void;
  resume(): void;
  leave(): void;
}

const OWN_SPACE = 'button, a, input, summary, [role="radiogroup"], [role="menu"]';

function useTriageKeys(keys: Keys): void {
  const group = say('New leads');
  useShortcut({ id: 'triage.assign', keys: ['a'], label: say('Assign'), group, run: keys.assign });
  useShortcut({ id: 'triage.call', keys: ['c'], label: say('Call, and log it'), group, run: keys.call });
  useShortcut({ id: 'triage.lost', keys: ['d'], label: say('Disqualify'), group, run: keys.disqualify });
  useShortcut({ id: 'triage.lead', keys: ['l'], label: say('Open the lead'), group, run: keys.open });
  useShortcut({
    id: 'triage.resume',
    keys: [' '],
    label: say('Show the résumé, or put it away'),
    group,
    run: ({ target }) => {
      if (target instanceof Element && target.closest(OWN_SPACE)) return false;
      keys.resume();
    },
  });
  useShortcut({
    id: 'triage.leave',
    keys: ['Escape'],
    label: say('Back to the list'),
    group,
    inText: true,
    run: keys.leave,
  });
}
