// Several entries of one reason at once.
import { Button } from '@mantine/core';
import { useReplica } from '../../replica/replica-context.tsx';
import { say } from '../../words/say.ts';
import type { AttentionGroup } from './attention-groups.ts';
import { offersOf } from './attention-offers.ts';
import css from './attention-screen.module.css';
import type { useSettle } from './use-settle.ts';

interface Props {
  group: AttentionGroup;
  settle: ReturnType<typeof useSettle>;
  focusList(): void;
}

/** Nothing where an entry is alone. */
export function GroupActions({ group, settle, focusList }: Props) {
  const { desk } = useReplica();
  if (group.entries.length < 2) return null;
  const writable = group.entries.filter((entry) => {
    const here = entry.lead_id !== null && desk.row(entry.lead_id) !== null;
    return offersOf(entry, { stands: here, leadHere: here }).mine;
  });
  const done = (act: Promise<void>) => {
    focusList();
    void act;
  };
  const count = group.entries.length;
  return (
    <div className={css.group}>
      <span>
        {say('{count} for this reason: {toLowerCase}', { count, toLowerCase: group.title.toLowerCase() })}
      </span>
      {writable.length === count && (
        <Button variant="subtle" onClick={() => done(settle.mine(group.entries))}>
          {say('Keep all {count} as mine', { count })}
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={() => done(settle.discard(group.entries))}>
        {say('Discard all {count}', { count })}
      </Button>
    </div>
  );
}
