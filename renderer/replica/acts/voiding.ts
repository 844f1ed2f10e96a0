// Taking back an interaction: it stays in the history, marked as void, so that it can be taken back after sync too.
import { type ActDeps, once } from './act-deps.ts';

/** Voids the interaction when called. An interaction that is gone or void already is left as it is. */
export const voiding = (
  {
    collections,
    clock,
  }: { collections: Pick<ActDeps['collections'], 'interactions'>; clock: ActDeps['clock'] },
  id: string,
) =>
  once(async () => {
    const document = await collections.interactions.findOne(id).exec();
    await document?.incrementalModify((current) => ({
      ...current,
      voided_at: current.voided_at ?? clock.now(),
    }));
  });
