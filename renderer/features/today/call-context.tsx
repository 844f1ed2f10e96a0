// What one wants to know before the phone is answered: who, what time it is there, why now, what was said, what was
// ordered.
import { Button, VisuallyHidden } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DeskRow, InteractionSummary } from '../../replica/desk-types.ts';
import { amountWords } from '../../ui/amount.ts';
import { MomentLabel } from '../../ui/day-label.tsx';
import { outcomeWord, typeWord } from '../../ui/field-words.ts';
import { LocalClock } from '../../ui/local-clock.tsx';
import { StateWords, StatusChip } from '../../ui/tone-chip.tsx';
import { listWords } from '../../words/dates.ts';
import { say, sayWith } from '../../words/say.ts';
import css from './call-panel.module.css';
import type { Contact } from './contacts.ts';
import type { Call } from './use-call.ts';
import { WhyDue } from './why-due.tsx';

interface Props {
  row: DeskRow;
  call: Call;
  dial: (contact: Contact) => void;
  explained: boolean;
  toggleWhy: () => void;
}

/** The upper, scrolling part of the panel. */
export function CallContext({ row, call, dial, explained, toggleWhy }: Props) {
  const { lead, last_notes, last_order } = row;
  return (
    <div className={css.context}>
      <div className={css.head}>
        <h2 className={css.name}>
          <Link to="/leads/$id" params={{ id: row.lead_id }} title={say('Open the lead (L)')}>
            {lead.name}
          </Link>
        </h2>
        {row.performance && <StatusChip status={row.performance} />}
      </div>
      <div className={css.facts}>
        <StateWords state={lead.state} category={row.category} />
        {[
          lead.company === lead.name ? null : lead.company,
          lead.city,
          lead.tier && say('Tier {tier}', { tier: lead.tier }),
        ]
          .filter(Boolean)
          .map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
      </div>
      <div className={css.clock}>
        <LocalClock lead={lead} timeZone={row.time_zone} assumed={row.time_zone_assumed} />
      </div>
      <LastOrder order={last_order} timeZone={row.time_zone} />
      <People call={call} dial={dial} />
      <Section title={say('Last notes')}>
        {last_notes.length === 0 ? (
          <span className={css.quiet}>{say('none yet')}</span>
        ) : (
          <ul className={css.notes}>
            {last_notes.map((note) => (
              <Note key={note.id} note={note} timeZone={row.time_zone} />
            ))}
          </ul>
        )}
      </Section>
      <WhyDue row={row} explained={explained} toggle={toggleWhy} />
    </div>
  );
}

function LastOrder({ order, timeZone }: { order: InteractionSummary | null; timeZone: string }) {
  if (order === null || order.amount_minor === null || order.currency === null) return null;
  return (
    <div className={css.order}>
      {sayWith('Last order <b>{amount}</b>, {when}', {
        b: (words) => <b>{words}</b>,
        amount: amountWords(order.amount_minor, order.currency),
        when: <MomentLabel at={order.occurred_at} timeZone={timeZone} />,
      })}
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h3 className={css.title}>{title}</h3>
      {children}
    </section>
  );
}

function People({ call, dial }: { call: Call; dial: (contact: Contact) => void }) {
  return (
    <Section title={say('Contacts')}>
      <ul className={css.people}>
        {call.contacts.map((contact) => {
          const first = contact === call.contact;
          return (
            <li key={contact.poc_id ?? 'own'} className={css.person} data-first={first}>
              <span className={css.personWords}>
                <b>{contact.poc_id === null ? say('Main number') : contact.name}</b>{' '}
                {contact.poc_id !== null && <span className={css.quiet}>{contact.role}</span>}
                <bdi className={css.phone}>{contact.phone ?? say('no number')}</bdi>
                {contact.wrong && <span className={css.wrong}>{say('wrong number')}</span>}
              </span>
              <Button
                variant={first ? 'filled' : 'subtle'}
                size={first ? 'xs' : 'compact-xs'}
                leftSection={<IconPhone size={14} stroke={1.8} />}
                rightSection={
                  first ? (
                    <kbd className={css.callKey} aria-hidden>
                      C
                    </kbd>
                  ) : null
                }
                onClick={() => dial(contact)}
              >
                {say('Call')} <VisuallyHidden>&nbsp;{contact.name}</VisuallyHidden>
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Note({ note, timeZone }: { note: InteractionSummary; timeZone: string }) {
  const what = listWords([typeWord(note.type), outcomeWord(note.outcome).toLowerCase()]);
  return (
    <li>
      <span className={css.quiet}>
        <MomentLabel at={note.occurred_at} timeZone={timeZone} /> · {what}
      </span>
      <div className={css.noteText} dir="auto">
        {note.note}
      </div>
    </li>
  );
}
