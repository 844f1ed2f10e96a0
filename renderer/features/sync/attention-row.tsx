// One entry in the list: what it is, of whom, and since when it waits.
import { memo } from 'react';
import { fieldsAtStake, isDeletion, theirsOf } from '../../replica/attention-values.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { MomentLabel } from '../../ui/day-label.tsx';
import { fieldWord } from '../../ui/value-words.ts';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './attention-screen.module.css';
import { documentWords } from './document-words.ts';

export const AttentionRow = memo(function AttentionRow({ entry }: { entry: AttentionEntry }) {
  const { desk } = useReplica();
  const timeZone = useSessionState((session) => session.user?.time_zone ?? 'UTC');
  const nameOf = (leadId: string) => desk.row(leadId)?.lead.name ?? entry.lead_name ?? null;
  const document = isDeletion(entry) ? { ...theirsOf(entry), ...entry.base } : entry.document;
  return (
    <div className={css.row}>
      <span className={css.rowName}>{documentWords(entry.collection, document, nameOf)}</span>
      <span className={css.rowWhen}>
        <MomentLabel at={entry.at} timeZone={timeZone} />
      </span>
      <span className={css.rowFields}>{fieldsLine(entry)}</span>
    </div>
  );
});

/** "City, Phone and 2 more". */
function fieldsLine(entry: AttentionEntry): string {
  if (isDeletion(entry)) return say('your deletion');
  if (theirsOf(entry) === null && entry.base === null) return say('new');
  const [first, second, ...more] = fieldsAtStake(entry).map(({ field }) => fieldWord(field));
  const named = listWords([first, second]);
  return more.length > 0 ? say('{named} and {length} more', { named, length: more.length }) : named;
}
