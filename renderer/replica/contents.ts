// What lies on this device, for the person whose it is: how much of each kind, and all of it, page by page.
import { COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import type { ReplicaDatabase } from './collections.ts';

export interface Contents {
  /** How many records there are of each kind; removed ones do not count. */
  counts(): Promise<Readonly<Record<Collection, number>>>;
  /** Records of a kind by their id, those after `after`; an empty page is the end. */
  page(collection: Collection, after: string | null, most: number): Promise<Record<string, unknown>[]>;
}

/** Deps: the database. */
export const createContents = ({ plain }: Pick<ReplicaDatabase, 'plain'>): Contents => ({
  counts: async () => {
    const counted = await Promise.all(
      COLLECTIONS.map(async (name) => [name, await plain[name].count().exec()] as const),
    );
    return Object.fromEntries(counted) as Record<Collection, number>;
  },
  page: async (name, after, most) => {
    const selector = after === null ? {} : { id: { $gt: after } };
    const found = await plain[name].find({ selector, sort: [{ id: 'asc' }], limit: most }).exec();
    return found.map((document) => ({ ...document.toMutableJSON() }));
  },
});
