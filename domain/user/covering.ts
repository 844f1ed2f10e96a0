// Who covers for whom at an instant, as far as the people of the workspace are known.
import { type Handover, handoverInForce } from './handover.ts';
import type { User } from './user.ts';

/** A person whose handover is in force. */
export type Covered = User & { handover: Handover };

/** The people for whom `userId` covers at `now`. */
export const coveredBy = (users: readonly User[], userId: string, now: string): Covered[] =>
  users.filter(
    (user): user is Covered =>
      user.is_active &&
      user.handover?.to_id === userId &&
      handoverInForce(user.handover, now, user.time_zone),
  );
