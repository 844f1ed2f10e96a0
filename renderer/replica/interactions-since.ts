// What has been written down since an instant, on whatever leads. The desk says on which leads anything was, so that the
// history of the others is not read.
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { ReplicaCollections } from './collections.ts';
import type { Desk } from './desk-types.ts';

/** All interactions that took place at `from` (an instant) or later and not in the future, the voided ones too. */
export async function interactionsSince(
  { collections, desk }: { collections: Pick<ReplicaCollections, 'interactions'>; desk: Desk },
  from: string,
  now: string,
): Promise<Interaction[]> {
  const touched = desk
    .list()
    .filter(({ last_interaction }) => last_interaction !== null && last_interaction.occurred_at >= from);
  const found = await Promise.all(
    touched.map(({ lead_id }) =>
      collections.interactions.find({ selector: { lead_id, occurred_at: { $gte: from, $lte: now } } }).exec(),
    ),
  );
  return found.flat().map((document) => document.toMutableJSON());
}
