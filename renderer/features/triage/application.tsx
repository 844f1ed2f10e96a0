// What a new lead has told of itself: its words, how to reach it, where it came from, and who it may already be.
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import type { CustomField } from '#domain/lead/custom-field.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Desk, DeskRow } from '../../replica/desk-types.ts';
import { useDesk, useLeadDetail, useLive, useReplica } from '../../replica/replica-context.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { MomentLabel } from '../../ui/day-label.tsx';
import { countryName, typeWord } from '../../ui/field-words.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import css from './triage.module.css';

const SHOWN_NOTES = 5;
const SHOWN_DUPLICATES = 4;
const WHY = {
  email: say('same e-mail'),
  phone: say('same number'),
  name: say('same name and city'),
} as const;
const SOURCES: Readonly<Record<string, string>> = { form: say('Web form'), api: say('A program (API)') };

export function Application({ row }: { row: DeskRow }) {
  return (
    <div className={css.application}>
      <Duplicates lead={row.lead} />
      <Words row={row} />
      <Facts row={row} />
    </div>
  );
}

// Only this one lead's notes are read, and in full: the desk keeps them cut.
function Words({ row }: { row: DeskRow }) {
  const detail = useLeadDetail(row.lead_id);
  if (detail === undefined) return null;
  const notes = (detail?.interactions ?? [])
    .filter(({ note, voided_at }) => voided_at === null && note !== null && note !== '')
    .slice(0, SHOWN_NOTES);
  return (
    <section className={css.section} aria-label={say('What they wrote')}>
      <h3 className={css.title}>{say('What they wrote')}</h3>
      {notes.length === 0 && <p className={css.quiet}>{say('No message came with it.')}</p>}
      {notes.map(({ id, note, type, direction, occurred_at }) => (
        <figure key={id} className={css.note}>
          {(type !== 'NOTE' || direction !== 'in') && (
            <figcaption className={css.quiet}>
              {typeWord(type)}, <MomentLabel at={occurred_at} timeZone={row.time_zone} />
            </figcaption>
          )}
          <blockquote className={css.words}>{note}</blockquote>
        </figure>
      ))}
    </section>
  );
}

function Facts({ row }: { row: DeskRow }) {
  const { lead, pocs } = row;
  const own = useLive(useReplica().settings)?.custom_fields ?? [];
  const others = pocs.filter(({ name, phone }) => name !== lead.name || phone !== lead.phone);
  return (
    <section className={css.section} aria-label={say('Contact')}>
      <h3 className={css.title}>{say('Contact')}</h3>
      <dl className={css.facts}>
        <Fact name={say('Phone')}>{lead.phone && <Copied text={lead.phone} />}</Fact>
        <Fact name={say('E-mail')}>{lead.email && <Copied text={lead.email} />}</Fact>
        <Fact name={say('Company')}>{lead.company}</Fact>
        <Fact name={say('Where')}>
          {[lead.address, lead.city, lead.country && countryName(lead.country)].filter(Boolean).join(', ')}
        </Fact>
        {others.map((poc) => (
          <Fact key={poc.id} name={poc.role ?? say('Contact')}>
            {[poc.name, poc.phone, poc.email].filter(Boolean).join(' · ')}
          </Fact>
        ))}
        <Fact name={say('Source')}>{lead.source && (SOURCES[lead.source] ?? lead.source)}</Fact>
        <Fact name={say('Tier')}>{lead.tier}</Fact>
        <Fact name={say('Tags')}>{lead.tags.join(', ')}</Fact>
        {own.map((field) => (
          <Fact key={field.key} name={field.label}>
            {customWords(lead, field)}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function customWords({ custom }: Lead, { key }: CustomField): string | null {
  const value = custom[key] ?? null;
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? say('yes') : say('no');
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Copied({ text }: { text: string }) {
  const toasts = useToasts();
  const copy = async () =>
    toasts.show({
      words: (await copyText(text))
        ? say('{text} copied', { text })
        : say('The clipboard is not allowed here'),
    });
  return (
    <button type="button" className={css.copy} title={say('Copy')} onClick={() => void copy()}>
      {text}
    </button>
  );
}

function Duplicates({ lead }: { lead: Lead }) {
  const ask = useMemo(
    () =>
      oncePerVersion((desk: Pick<Desk, 'version' | 'likelyDuplicates'>) =>
        desk.likelyDuplicates(lead, SHOWN_DUPLICATES + 1).filter(({ lead_id }) => lead_id !== lead.id),
      ),
    [lead],
  );
  const likely = useDesk(ask).slice(0, SHOWN_DUPLICATES);
  if (likely.length === 0) return null;
  return (
    <div className={css.duplicates} role="status" aria-label={say('Likely duplicates')}>
      {say('You may have it already:')}{' '}
      {likely.map((other, index) => (
        <span key={other.lead_id}>
          {index > 0 && ', '}
          <Link to="/leads/$id" params={{ id: other.lead_id }}>
            {other.name}
          </Link>{' '}
          ({WHY[other.why]})
        </span>
      ))}
    </div>
  );
}
