// One entry of the attention list: what it is about, why it is here, both sides field by field, and what can be done.
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, type Ref, useMemo } from 'react';
import { sameValue } from '#domain/merge/three-way.ts';
import { fieldsAtStake, isDeletion, theirsOf } from '../../replica/attention-values.ts';
import { useDesk, useLive, useReplica } from '../../replica/replica-context.tsx';
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { bothClocks } from '../../ui/day-words.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { type ValueContext, valueWords } from '../../ui/value-words.ts';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import { AttentionActions } from './attention-actions.tsx';
import type { AttentionGroup } from './attention-groups.ts';
import { formOf, offersOf } from './attention-offers.ts';
import css from './attention-screen.module.css';
import { copyOf } from './attention-text.ts';
import { deedWords, reasonWords } from './attention-words.ts';
import { documentWords } from './document-words.ts';
import { FieldChoices, type FieldChoicesHandle, type FieldRow } from './field-choices.tsx';
import { GroupActions } from './group-actions.tsx';
import type { useSettle } from './use-settle.ts';

interface Props {
  entry: AttentionEntry;
  group: AttentionGroup;
  settle: ReturnType<typeof useSettle>;
  focusList(): void;
  fields: Ref<FieldChoicesHandle>;
}

/** To be made anew for each entry (give it a key). */
export function AttentionDetail({ entry, group, settle, focusList, fields }: Props) {
  const view = useEntryView(entry);
  const toasts = useToasts();
  const navigate = useNavigate();
  const { context, stands, leadName, leadHere, rows } = view;
  const offers = offersOf(entry, { stands: stands !== null, leadHere });
  const done = (act: Promise<void>) => {
    focusList();
    void act;
  };
  const copy = async () => {
    const copied = await copyText(copyOf(entry, leadName, context));
    toasts.show({ words: copied ? say('Copied.') : say('The clipboard is not allowed here.') });
  };
  const edit = () => {
    const search = () => ({ again: entry.id });
    if (formOf(entry, stands !== null) === 'new-lead') void navigate({ to: '/new', search });
    else if (entry.lead_id !== null)
      void navigate({ to: '/leads/$id', params: { id: entry.lead_id }, search });
  };
  const acts = {
    mine: offers.mine ? () => done(settle.mine([entry])) : null,
    theirs: offers.theirs ? () => done(settle.discard([entry], say('Left as it stands.'))) : null,
    edit: offers.edit ? edit : null,
    copy: () => void copy(),
    discard: () => done(settle.discard([entry])),
  };
  useAttentionKeys(acts);
  return (
    <section className={css.detail} aria-label={say('The chosen entry')}>
      <header className={css.head}>
        <h2 className={css.title}>{documentWords(entry.collection, whole(entry), () => leadName)}</h2>
        {leadHere && entry.lead_id !== null && (
          <Link className={css.open} to="/leads/$id" params={{ id: entry.lead_id }}>
            {say('Open {leadName}', { leadName: leadName ?? say('the lead') })}
          </Link>
        )}
      </header>
      <p className={css.reason}>{reasonWords(entry)}</p>
      <WhenFacts entry={entry} context={context} />
      {rows.length > 0 && (
        <FieldChoices
          ref={fields}
          rows={rows}
          words={(side, row) => valueWords(row.field, row[side], context, documentOf(entry, side))}
          heads={headsOf(entry, stands)}
          choose={offers.fields ? (choices) => done(settle.choose(entry, choices)) : null}
          leave={focusList}
        />
      )}
      {isDeletion(entry) && rows.length === 0 && (
        <p>{say('Nothing of its content was changed meanwhile.')}</p>
      )}
      <AttentionActions entry={entry} acts={acts} several={rows.length > 1} />
      <GroupActions group={group} settle={settle} focusList={focusList} />
    </section>
  );
}

// The document before knows more of one that was deleted.
const whole = (entry: AttentionEntry) =>
  isDeletion(entry) ? { ...entry.document, ...theirsOf(entry), ...entry.base } : entry.document;

const documentOf = (entry: AttentionEntry, side: 'base' | 'mine' | 'theirs') =>
  (side === 'base' ? entry.base : side === 'mine' ? entry.document : entry.theirs) ?? {};

const headsOf = (entry: AttentionEntry, stands: unknown) => ({
  before: entry.base === null || entry.base['_deleted'] === true ? null : say('Before'),
  mine: isDeletion(entry) ? say('Yours (deleted)') : say('Yours'),
  theirs: stands === null && theirsOf(entry) === null ? null : say('Theirs'),
});

// Said by the heading, or by nobody to anybody.
const UNSHOWN = new Set(['lead_id', 'created_by', 'call_id']);

function useEntryView(entry: AttentionEntry) {
  const { attention, users: allUsers, settings } = useReplica();
  const users = useLive(allUsers);
  const currency = useLive(settings)?.currency ?? 'EUR';
  const ownZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  const stands = useLive(useMemo(() => attention.standing(entry), [attention, entry])) ?? null;
  const leadId = entry.lead_id ?? '';
  const row = useDesk(useMemo(() => oncePerVersion((desk) => desk.row(leadId)), [leadId]));
  return useMemo(() => {
    const leadName = row?.lead.name ?? entry.lead_name ?? null;
    const names = new Map([...users, ...(row?.pocs ?? [])].map(({ id, name }) => [id, name]));
    const context: ValueContext = {
      timeZone: row?.time_zone ?? ownZone,
      ownZone,
      currency,
      nameOf: (id) => (id === leadId ? leadName : (names.get(id) ?? null)),
    };
    const shown = fieldsAtStake(entry).filter(({ field }) => !UNSHOWN.has(field));
    const rows = shown.map((field): FieldRow => {
      const now = stands === null ? field.theirs : stands[field.field];
      return { ...field, theirs: now, changedSince: !sameValue(now, field.theirs) };
    });
    return { context, stands, leadName, leadHere: row !== null, rows };
  }, [entry, row, users, currency, ownZone, stands, leadId]);
}

function WhenFacts({ entry, context }: { entry: AttentionEntry; context: ValueContext }) {
  const theirs = theirsOf(entry);
  const at = (document: Record<string, unknown> | null) =>
    typeof document?.['updated_at'] === 'string'
      ? bothClocks(document['updated_at'], context.timeZone, context.ownZone)
      : null;
  return (
    <dl className={css.when}>
      <Fact name={deedWords(entry)}>{at(entry.document)}</Fact>
      <Fact name={say('Theirs was written')}>
        {theirs === null ? null : listWords([at(theirs), writerOf(entry, context)])}
      </Fact>
    </dl>
  );
}

// Only a document that nobody has changed since it was made says who wrote it.
function writerOf({ theirs }: AttentionEntry, { nameOf }: ValueContext): string | null {
  const by = theirs?.['created_by'];
  if (typeof by !== 'string' || theirs?.['created_at'] !== theirs?.['updated_at']) return null;
  const name = nameOf(by);
  return name === null ? null : say('by {name}', { name });
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) =>
  children ? (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null;

export type EntryActs = Record<'mine' | 'theirs' | 'edit', (() => void) | null> &
  Record<'copy' | 'discard', () => void>;

function useAttentionKeys({ mine, theirs, edit, copy, discard }: EntryActs): void {
  const group = say('Needs attention');
  const run = (act: (() => void) | null) => () => (act === null ? false : act());
  useShortcut({ id: 'attention.mine', keys: ['a'], label: say('Keep all mine'), group, run: run(mine) });
  useShortcut({
    id: 'attention.theirs',
    keys: ['t'],
    label: say('Take all theirs'),
    group,
    run: run(theirs),
  });
  useShortcut({ id: 'attention.edit', keys: ['e'], label: say('Edit again'), group, run: run(edit) });
  useShortcut({ id: 'attention.copy', keys: ['c'], label: say('Copy text'), group, run: run(copy) });
  useShortcut({ id: 'attention.discard', keys: ['d'], label: say('Discard'), group, run: run(discard) });
}
