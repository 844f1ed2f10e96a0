// What compares this replica with the server outside of the replication, put together: the gate before RxDB, the mender, the
// audit, and what is kept aside.
import { type Collection, isWritable } from '#domain/sync/collections.ts';
import { type Audited, audit } from './audit.ts';
import { pageIdle } from './auditor.ts';
import { createDigest, type DigestClient, Unanswered } from './digest.ts';
import { createIncoming, type Incoming } from './incoming.ts';
import { createMender } from './mender.ts';
import type { Pending } from './pending.ts';
import type { Replication, ReplicationDeps } from './replication.ts';
import { retryAside } from './retry-aside.ts';
import type { SyncDeps } from './sync.ts';

export interface Comparison {
  incoming: Incoming;
  digest: DigestClient;
  /** Compares everything with the server and puts right what differs; null where the server cannot do that. */
  audit(): Promise<Audited | null>;
  /** Asks again for what could not be read. */
  retryAside(): Promise<void>;
}

interface Parts extends Pick<ReplicationDeps, 'contact'> {
  pending: Pending;
  replication(name: Collection): Replication | undefined;
  heldBack(name: Collection, count: number): void;
}

/** The comparison of one replica. */
export function createComparison(deps: SyncDeps, parts: Parts): Comparison {
  const { database, wire, aside, claims, journal } = deps;
  const { pending, contact, replication, heldBack } = parts;
  const isPending = (name: Collection, id: string) => isWritable(name) && pending.has(name, id);
  const pendingIds = (name: Collection) => (isWritable(name) ? pending.ids(name) : []);
  const counted = async (name: Collection) => {
    if (isWritable(name)) await pending.counted(name);
  };
  const digest = createDigest({ wire, contact });
  const complain = deps.attention.complain;
  const mender = createMender({ database, isPending, claims, journal, complain, replication });
  const comparing = { database, digest, mender, aside, isPending, counted };
  const chunk = deps.sizes?.audit === undefined ? {} : { chunk: deps.sizes.audit };
  return {
    incoming: createIncoming({ ...comparing, heldBack }),
    digest,
    audit: () =>
      audit({ ...comparing, pendingIds, userId: deps.userId, idle: deps.idle ?? pageIdle, ...chunk }),
    retryAside: () =>
      retryAside(comparing).catch((fault: unknown) => {
        if (!(fault instanceof Unanswered)) throw fault;
      }),
  };
}
