// One line of the palette: what it is, why it was found, and what else tells it from others.
import { IconChevronRight, IconNote, IconUser } from '@tabler/icons-react';
import { Fragment, memo } from 'react';
import { categoryOf } from '#domain/settings/settings.ts';
import { dayIn } from '#domain/time.ts';
import type { SearchHit } from '../../replica/desk-types.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import type { NoteHit } from '../../replica/search/search-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { dayLabel } from '../../ui/day-words.ts';
import { useMinute } from '../../ui/now.tsx';
import { keyWords } from '../../ui/shortcut-keys.ts';
import { StateWords } from '../../ui/tone-chip.tsx';
import { say, sayWith } from '../../words/say.ts';
import { markedParts } from './marked-parts.ts';
import css from './palette.module.css';
import type { PaletteItem } from './palette-items.ts';

/** The inside of an option. */
export const PaletteRow = memo(function PaletteRow({ item, text }: { item: PaletteItem; text: string }) {
  switch (item.kind) {
    case 'lead':
      return <LeadRow hit={item.hit} text={text} />;
    case 'note':
      return <NoteRow hit={item.hit} text={text} />;
    case 'person':
      return (
        <>
          <IconUser className={css.icon} size={16} stroke={1.6} aria-hidden />
          <span className={css.name}>
            <Marked text={item.user.name} query={text} />
          </span>
          <span className={css.aside}>{ROLES[item.user.role]}</span>
        </>
      );
    case 'action':
      return (
        <>
          <IconChevronRight data-points className={css.icon} size={16} stroke={1.6} aria-hidden />
          <span className={css.name}>
            <Marked text={item.shortcut.label} query={text} />
          </span>
          <span className={css.keys}>
            {item.keys.slice(0, 2).map((key, at) => (
              <Fragment key={key}>
                {at > 0 && <span className={css.or}>{say('or')}</span>}
                <kbd>{keyWords(key)}</kbd>
              </Fragment>
            ))}
          </span>
        </>
      );
  }
});

const ROLES = { admin: say('admin'), manager: say('manager'), kam: say('kam') } as const;

const FOUND_IN: Partial<Record<SearchHit['matched']['kind'], string>> = {
  poc: say('Contact'),
  phone: say('Phone'),
  email: say('E-mail'),
  tag: say('Tag'),
};

function LeadRow({ hit, text }: { hit: SearchHit; text: string }) {
  const settings = useLive(useReplica().settings);
  const { name, company, city, state, matched } = hit;
  const where = FOUND_IN[matched.kind];
  const about = [company, city].filter((words) => words && words !== name).join(' · ');
  return (
    <>
      <span className={css.initial} aria-hidden>
        {name.charAt(0).toUpperCase()}
      </span>
      <span className={css.words}>
        <span className={css.name}>
          <Marked text={name} query={text} />
        </span>
        <span className={css.about}>
          <Marked text={about} query={text} />
          {where && (
            <>
              {about && ' · '}
              {where}:{' '}
              {matched.kind === 'phone' ? (
                <mark>{matched.text}</mark>
              ) : (
                <Marked text={matched.text} query={text} />
              )}
            </>
          )}
        </span>
      </span>
      <span className={css.aside}>
        <StateWords state={state} category={(settings && categoryOf(settings, state)) ?? 'working'} />
      </span>
    </>
  );
}

function NoteRow({ hit, text }: { hit: NoteHit; text: string }) {
  const { desk } = useReplica();
  const own = useSessionState(({ user }) => user?.time_zone) ?? 'UTC';
  const row = desk.row(hit.lead_id);
  const zone = row?.time_zone ?? own;
  const day = dayLabel(dayIn(hit.at, zone), dayIn(useMinute(), zone));
  return (
    <>
      <IconNote className={css.icon} size={16} stroke={1.6} aria-hidden />
      <span className={css.words}>
        <span className={css.name}>{row?.lead.name}</span>
        <span className={css.about}>
          {sayWith('Note of {day}: {text}', { day, text: <Marked text={hit.text} query={text} /> })}
        </span>
      </span>
    </>
  );
}

function Marked({ text, query }: { text: string; query: string }) {
  return markedParts(text, query).map((part) =>
    part.marked ? <mark key={part.at}>{part.text}</mark> : <Fragment key={part.at}>{part.text}</Fragment>,
  );
}
