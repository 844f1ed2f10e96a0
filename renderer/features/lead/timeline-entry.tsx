// One thing that happened with the lead: what, when on its own clock, by whom; its note and outcome can be corrected
// and the whole taken back.
import { ActionIcon, NativeSelect, Textarea, Tooltip } from '@mantine/core';
import {
  IconBackspace,
  IconBell,
  IconCalendarEvent,
  IconMail,
  IconMessage,
  IconNote,
  IconPencil,
  IconPhone,
  IconReceipt,
  IconReceiptRefund,
  IconUsers,
  IconVideo,
  IconZzz,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { type Interaction, interactionFields, OUTCOMES } from '#domain/interaction/interaction.ts';
import { dayNumber } from '#domain/plan/days.ts';
import type { PlanEventDocument } from '#domain/plan-event/plan-event.ts';
import { usePerform } from '../../replica/acts/perform.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { amountWords } from '../../ui/amount.ts';
import { bothClocks, clockLabel, momentLabel } from '../../ui/day-words.ts';
import { outcomeWord, typeWord } from '../../ui/field-words.ts';
import { useMinute } from '../../ui/now.tsx';
import { dayWords, durationWords, listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import { type Again, valuesIn } from './again.ts';
import { orNull } from './form.ts';
import { FormFrame } from './form-frame.tsx';
import css from './lead.module.css';
import { useLeadView, userName } from './lead-context.tsx';

const ICONS: Readonly<Record<Interaction['type'], TablerIcon>> = {
  CALL: IconPhone,
  VISIT: IconUsers,
  VIDEO: IconVideo,
  MEETING: IconCalendarEvent,
  EMAIL: IconMail,
  MESSAGE: IconMessage,
  NOTE: IconNote,
  ORDER: IconReceipt,
  RETURN: IconReceiptRefund,
};

export function TimelineInteraction({ interaction }: { interaction: Interaction }) {
  const { again } = useLeadView();
  const [editing, setEditing] = useState(isAgain(again, interaction));
  if (editing) return <EditForm interaction={interaction} close={() => setEditing(false)} />;
  const Icon = ICONS[interaction.type];
  return (
    <article className={css.entry} data-undone={interaction.voided_at !== null}>
      <Icon size={16} stroke={1.6} className={css.entryIcon} aria-hidden />
      <div className={css.entryBody}>
        <div className={css.entryHead}>
          <strong>{headWords(interaction)}</strong>
          <EntryFacts interaction={interaction} />
        </div>
        {interaction.note && (
          <p className={css.note} dir="auto">
            {interaction.note}
          </p>
        )}
      </div>
      <EntryTime at={interaction.occurred_at} />
      {interaction.voided_at === null && (
        <EntryButtons interaction={interaction} edit={() => setEditing(true)} />
      )}
    </article>
  );
}

function headWords({ type, outcome, direction, amount_minor, currency }: Interaction): string {
  const what = direction === 'in' ? say('{type} from them', { type: typeWord(type) }) : typeWord(type);
  const amount = amount_minor !== null && currency !== null ? amountWords(amount_minor, currency) : '';
  return [what, outcomeWord(outcome), amount].filter(Boolean).join(' · ');
}

function EntryFacts({ interaction }: { interaction: Interaction }) {
  const { detail, users } = useLeadView();
  const now = useMinute();
  const poc = detail.pocs.find(({ id }) => id === interaction.poc_id);
  const minutes = Math.round((interaction.duration_s ?? 0) / 60);
  const facts = [
    interaction.voided_at !== null && say('undone'),
    interaction.occurred_at > now && say('planned'),
    poc && say('with {name}', { name: poc.name }),
    minutes > 0 && durationWords(minutes),
    interaction.created_by !== null &&
      say('by {userName}', { userName: userName(users, interaction.created_by) }),
  ];
  return <span className={css.quiet}>{listWords(facts)}</span>;
}

function EntryTime({ at }: { at: string }) {
  const { timeZone, ownZone } = useLeadView();
  return (
    <time className={css.entryTime} dateTime={at} title={bothClocks(at, timeZone, ownZone)}>
      {clockLabel(at, timeZone)}
    </time>
  );
}

function EntryButtons({ interaction, edit }: { interaction: Interaction; edit(): void }) {
  const { acts } = useReplica();
  const perform = usePerform();
  const what = typeWord(interaction.type).toLowerCase();
  return (
    <div className={css.entryButtons}>
      <Tooltip label={say('Correct')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={say('Correct the {what}', { what })}
          onClick={edit}
        >
          <IconPencil size={14} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={say('Take back')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={say('Take the {what} back', { what })}
          onClick={() => void perform(acts.voidInteraction(interaction.id))}
        >
          <IconBackspace size={15} stroke={1.8} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

const isAgain = (again: Again | null, { id }: Interaction): boolean =>
  again?.entry.collection === 'interactions' && again.entry.document_id === id;

const OUTCOME_OPTIONS = OUTCOMES.map((value) => ({ value, label: outcomeWord(value) }));

function EditForm({ interaction, close }: { interaction: Interaction; close(): void }) {
  const { acts } = useReplica();
  const { again } = useLeadView();
  const perform = usePerform();
  const own = isAgain(again, interaction) ? again : null;
  const mine =
    interactionFields.partial().safeParse(own ? valuesIn(own, ['note', 'outcome']) : {}).data ?? {};
  const [note, setNote] = useState((own && 'note' in own.mine ? mine.note : interaction.note) ?? '');
  const [outcome, setOutcome] = useState(mine.outcome ?? interaction.outcome);
  const save = async () => {
    const changes = {
      ...(orNull(note) === interaction.note ? {} : { note: orNull(note) }),
      ...(outcome === null || outcome === interaction.outcome ? {} : { outcome }),
    };
    if (Object.keys(changes).length === 0) return close();
    const act = acts.editInteraction(interaction.id, changes);
    const result = await perform(own ? own.settling(act) : act);
    if (result.ok) close();
  };
  return (
    <div className={css.entryForm}>
      <FormFrame
        label={say('Correct the {type}', { type: typeWord(interaction.type) })}
        save={() => void save()}
        cancel={close}
      >
        {interaction.outcome !== null && (
          <NativeSelect
            size="xs"
            label={say('Outcome')}
            data={OUTCOME_OPTIONS}
            value={outcome ?? ''}
            onChange={({ currentTarget }) =>
              setOutcome(OUTCOMES.find((value) => value === currentTarget.value) ?? outcome)
            }
          />
        )}
        <Textarea
          autoFocus
          label={say('Note')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={20_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </FormFrame>
    </div>
  );
}

/** A promise or a snooze, with what it was set for. */
export function TimelineEvent({ event }: { event: PlanEventDocument }) {
  const { timeZone, users, detail } = useLeadView();
  const now = useMinute();
  const Icon = event.kind === 'callback' ? IconBell : IconZzz;
  const until =
    event.until === null ? dayWords(dayNumber(event.on ?? '')) : momentLabel(event.until, timeZone, now);
  const poc = detail.pocs.find(({ id }) => id === event.poc_id);
  return (
    <article className={css.entry}>
      <Icon size={16} stroke={1.6} className={css.entryIcon} aria-hidden />
      <div className={css.entryBody}>
        <div className={css.entryHead}>
          <strong>
            {event.kind === 'callback'
              ? say('Callback promised for {until}', { until })
              : say('Snoozed until {until}', { until })}
          </strong>
          <span className={css.quiet}>
            {listWords([
              poc && say('to {name}', { name: poc.name }),
              event.created_by !== null &&
                say('by {userName}', { userName: userName(users, event.created_by) }),
            ])}
          </span>
        </div>
      </div>
      <EntryTime at={event.occurred_at} />
    </article>
  );
}
