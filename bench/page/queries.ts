// Queries of the replica's own database by an index, past the desk.
import type { ReplicaDatabase } from '../../renderer/replica/collections.ts';
import { openBareDatabase, timed } from './floors.ts';

const PAGE = 50;

/** Deps: the name of the signed-in person's replica, which must be closed. */
export function createQueries(name: () => string) {
  const opened: { database?: ReplicaDatabase } = {};
  const database = async () => {
    opened.database ??= await openBareDatabase(name());
    return opened.database;
  };
  return {
    /** Milliseconds of each query for fifty interactions from a lead on, in the order of lead and time. */
    queryFifty: async (leadIds: string[]): Promise<number[]> => {
      const { interactions } = (await database()).collections;
      return timed(leadIds.length, async (at) => {
        const found = await interactions
          .find({
            selector: { lead_id: { $gte: leadIds[at] ?? '' } },
            sort: [{ lead_id: 'asc' }, { occurred_at: 'asc' }],
            limit: PAGE,
          })
          .exec();
        if (found.length === 0) throw new Error('the query found nothing');
      });
    },
    /** Milliseconds that it takes to read every interaction, as a list without a projection would. */
    scanInteractions: async (): Promise<number> => {
      const { interactions } = (await database()).collections;
      const start = performance.now();
      await interactions.find().exec();
      return performance.now() - start;
    },
  };
}
