// Gives the signed-in person's replica to the screens, and its live values to React.
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Desk } from './desk-types.ts';
import type { Live, Replica, SyncStatus } from './replica-types.ts';

/** Provided by the workbench around all screens. */
export const ReplicaContext = createContext<Replica | null>(null);

/** The replica of the signed-in person. Throws outside the workbench. */
export function useReplica(): Replica {
  const replica = useContext(ReplicaContext);
  if (replica === null) throw new Error('useReplica needs a ReplicaContext');
  return replica;
}

/** A live value; drawing again when it changes. */
export const useLive = <T,>(live: Live<T>): T => useSyncExternalStore(live.subscribe, live.get);

/** An answer of the desk, asked again whenever the desk changes; it must be the same object until then. */
export function useDesk<T>(ask: (desk: Desk) => T): T {
  const { desk } = useReplica();
  return useSyncExternalStore(desk.subscribe, () => ask(desk));
}

/** Part of the sync's state; drawing again only when that part changes. */
export const useSync = <T,>(select: (status: SyncStatus) => T): T =>
  useStore(useReplica().sync.status, select);

/** A lead's documents as they are now; undefined while they are read, null when there is no such lead. */
export function useLeadDetail(leadId: string) {
  const replica = useReplica();
  return useLive(useMemo(() => replica.lead(leadId), [replica, leadId]));
}
