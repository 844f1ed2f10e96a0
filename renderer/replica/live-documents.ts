// Settings and users as live values: small collections that everything else reads.

import type { Customer } from '#domain/customer/customer.ts';
import { SETTINGS_ID, type Settings } from '#domain/settings/settings.ts';
import type { User } from '#domain/user/user.ts';
import type { ReplicaCollections } from './collections.ts';
import { createLive } from './live.ts';
import type { Live } from './replica-types.ts';

export interface Followed<T> {
  live: Live<T>;
  close(): void;
}

/** The workspace's settings; undefined until they have arrived. Resolves when what is on disk has been read. */
export async function followSettings({
  settings,
}: ReplicaCollections): Promise<Followed<Settings | undefined>> {
  const query = settings.findOne(SETTINGS_ID);
  const live = createLive<Settings | undefined>((await query.exec())?.toMutableJSON());
  const subscription = query.$.subscribe((document) => {
    if (document?.write_id !== live.get()?.write_id) live.set(document?.toMutableJSON());
  });
  return { live, close: () => subscription.unsubscribe() };
}

/** The people of the workspace, by name. Resolves when what is on disk has been read. */
export async function followUsers({ users }: ReplicaCollections): Promise<Followed<readonly User[]>> {
  const query = users.find();
  const live = createLive<readonly User[]>(byName(await query.exec()));
  const subscription = query.$.subscribe((documents) => live.set(byName(documents)));
  return { live, close: () => subscription.unsubscribe() };
}

/** Customers, by name; undefined until they have been read. Reads while somebody listens. */
export function liveCustomers({ customers }: ReplicaCollections): Live<readonly Customer[] | undefined> {
  const live = createLive<readonly Customer[] | undefined>(undefined, () => {
    const subscription = customers.find().$.subscribe((documents) => live.set(byName(documents)));
    return () => subscription.unsubscribe();
  });
  return live;
}

const byName = <Document extends { name: string }>(
  documents: readonly { toMutableJSON(): Document }[],
): Document[] =>
  documents.map((document) => document.toMutableJSON()).sort((a, b) => (a.name < b.name ? -1 : 1));
