// The buttons of an entry, each with its key. What makes no sense for the entry is not there.
import { Button } from '@mantine/core';
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { say } from '../../words/say.ts';
import type { EntryActs } from './attention-detail.tsx';
import css from './attention-screen.module.css';

/** `several`: more than one field is at stake. */
export function AttentionActions({
  entry,
  acts,
  several,
}: {
  entry: AttentionEntry;
  acts: EntryActs;
  several: boolean;
}) {
  const deleting = entry.document['_deleted'] === true;
  const overwritten = entry.kind === 'overwritten';
  const mine = deleting
    ? say('Delete it anyway')
    : overwritten
      ? several
        ? say('Keep all mine')
        : say('Keep mine')
      : say('Try again with mine');
  const theirs = deleting
    ? say('Keep it')
    : overwritten
      ? several
        ? say('Take all theirs')
        : say('Take theirs')
      : say('Take what stands');
  return (
    <div className={css.actions}>
      <Act label={mine} letter="A" act={acts.mine} variant="light" />
      <Act label={theirs} letter="T" act={acts.theirs} />
      <Act label={say('Edit again')} letter="E" act={acts.edit} />
      <Act label={say('Copy text')} letter="C" act={acts.copy} />
      <Act label={say('Discard')} letter="D" act={acts.discard} />
    </div>
  );
}

function Act(props: { label: string; letter: string; act: (() => void) | null; variant?: 'light' }) {
  if (props.act === null) return null;
  return (
    <Button
      variant={props.variant ?? 'default'}
      title={say('Key {letter}', { letter: props.letter })}
      rightSection={<kbd aria-hidden>{props.letter}</kbd>}
      onClick={props.act}
    >
      {props.label}
    </Button>
  );
}
