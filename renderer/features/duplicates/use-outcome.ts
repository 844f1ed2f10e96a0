// What one lead will be of two, by the same rules as the server's; nothing is written.
import { useMemo } from 'react';
import { decideMerge, type MergeChoices } from '#domain/lead/decide-merge.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { refusal } from '#domain/refusal.ts';
import { refuse } from '#domain/result.ts';
import { useLive, useReplica } from '../../replica/replica-context.tsx';
import { useRole } from '../../session/use-may.ts';

/** The decision, or why it cannot be. */
export function useOutcome(survivor: Lead, other: Lead, choices: MergeChoices) {
  const { settings: live, user_id, now } = useReplica();
  const settings = useLive(live);
  const role = useRole();
  return useMemo(() => {
    if (!settings) return refuse(refusal('not_found'));
    const stamp = () => ({ write_id: survivor.write_id, updated_at: now() });
    return decideMerge({ survivor, other, choices, settings, actor: { id: user_id, role }, stamp });
  }, [survivor, other, choices, settings, user_id, role, now]);
}
