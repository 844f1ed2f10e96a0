// What is known of leads that are this one: those that were merged into it and can be parted again, and likely doubles.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Desk } from '../../replica/desk-types.ts';
import { useDesk, useReplica } from '../../replica/replica-context.tsx';
import { askToPart } from '../../session/part-leads.ts';
import { useApi } from '../../session/use-api.ts';
import { oncePerVersion } from '../../ui/once-per-version.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './lead.module.css';
import { useLeadView } from './lead-context.tsx';

const SHOWN = 3;

/** Nothing where there is nothing to say. */
export function SameLeadLine() {
  const { lead } = useLeadView().detail;
  const ask = useMemo(
    () =>
      oncePerVersion((desk: Desk) => ({
        merged: desk.mergedInto(lead.id),
        likely: desk.likelyDuplicates(lead, SHOWN + 1).filter(({ lead_id }) => lead_id !== lead.id),
      })),
    [lead],
  );
  const { merged, likely } = useDesk(ask);
  if (merged.length === 0 && likely.length === 0) return null;
  return (
    <div className={css.sameLead} role="note" aria-label={say('The same lead')}>
      {merged.map((other) => (
        <span key={other.lead_id}>
          {say('{name} was merged into this lead.', { name: other.name })}{' '}
          <PartButton leadId={other.lead_id} />
        </span>
      ))}
      {likely.length > 0 && (
        <span>
          {say('Likely the same: {list}.', {
            list: listWords(likely.slice(0, SHOWN).map(({ name }) => name)),
          })}{' '}
          <Link to="/duplicates">{say('Compare')}</Link>
        </span>
      )}
    </div>
  );
}

/** Parts a merged lead from the one that it is part of. */
export function PartButton({ leadId }: { leadId: string }) {
  const { sync } = useReplica();
  const [api, toasts] = [useApi(), useToasts()];
  const [busy, setBusy] = useState(false);
  const part = async () => {
    setBusy(true);
    const words = await askToPart(api, leadId);
    setBusy(false);
    sync.now();
    toasts.show({ words });
  };
  return (
    <Button variant="default" size="compact-xs" loading={busy} onClick={() => void part()}>
      {say('Part them again')}
    </Button>
  );
}
