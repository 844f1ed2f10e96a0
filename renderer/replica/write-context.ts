// Who writes into a collection's storage, by the context that every write carries.

const FROM_SERVER = 'replication-downstream-';

/** RxDB writes what its conflict handler has answered. */
export const FROM_CONFLICT = 'replication-up-write-conflict';

/** A write that an earlier run or another device has made and the server may not have. */
export const FROM_JOURNAL = 'callbook-journal';

/** The document is as it was; it is offered to the server once more. */
export const OFFERED_AGAIN = 'callbook-offer';

/** RxDB copies what an older program has kept into the storage of today's schema: nobody has written anything. */
export const FROM_MIGRATION = 'replication-master-write';

/** Whether the replication writes what the server has sent. */
export const isServersWrite = (context: string): boolean => context.startsWith(FROM_SERVER);
