// Who covers for whom, as the screens say it: for whom I work beside myself, and whose a lead is that is not mine.
import { useCallback, useMemo } from 'react';
import { type Covered, coveredBy } from '#domain/user/covering.ts';
import { handoverIsOver } from '#domain/user/handover.ts';
import { useLive, useReplica } from '../replica/replica-context.tsx';
import { plainDay } from '../ui/day-words.ts';
import { useMinute } from '../ui/now.tsx';
import { say } from '../words/say.ts';
import { useStaff } from './use-staff.ts';

export interface Covers {
  /** For whom I cover now. */
  covered: readonly Covered[];
  /** My own handover, one that lies ahead too, with the name of who covers. */
  mine: { name: string; from_on: string; to_on: string; now: boolean } | null;
}

/** The handovers that concern me. */
export function useCovers(): Covers {
  const { users: live, user_id } = useReplica();
  const users = useLive(live);
  const now = useMinute();
  return useMemo(() => {
    const me = users.find(({ id }) => id === user_id);
    const handover = me?.handover ?? null;
    const over = !me || handover === null || handoverIsOver(handover, now, me.time_zone);
    const name = users.find(({ id }) => id === handover?.to_id)?.name ?? say('A colleague');
    const inForce =
      handover !== null && coveredBy(users, handover.to_id, now).some(({ id }) => id === user_id);
    return {
      covered: coveredBy(users, user_id, now),
      mine: over ? null : { name, from_on: handover.from_on, to_on: handover.to_on, now: inForce },
    };
  }, [users, user_id, now]);
}

/** Whose a lead is, where it is a colleague's that I work: "for Jonas, until Fri 5 Jun". Null for my own, and for staff. */
export function useOwnerWords(): (assigneeId: string | null) => string | null {
  const { users: live, user_id } = useReplica();
  const users = useLive(live);
  const staff = useStaff();
  const { covered } = useCovers();
  return useCallback(
    (assigneeId) => {
      const handover = covered.find(({ id }) => id === assigneeId)?.handover;
      const owner = users.find(({ id }) => id === assigneeId);
      if (!owner || owner.id === user_id || (staff && !handover)) return null;
      return handover
        ? say('for {name}, until {plainDay}', { name: owner.name, plainDay: plainDay(handover.to_on) })
        : say('for {name}', { name: owner.name });
    },
    [users, user_id, staff, covered],
  );
}
