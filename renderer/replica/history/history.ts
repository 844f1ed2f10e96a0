// The calls and orders of all leads as small facts in memory, for the dashboard: each document is read once, a page at a
// time with a breath between, and from then on every write is followed as it happens.
import { getChangedDocumentsSince, type RxCollection, type RxDocumentData } from 'rxdb';
import { type HistoryFact, historyFactOf } from '#domain/dashboard/history-fact.ts';
import type { Interaction } from '#domain/interaction/interaction.ts';

export interface History {
  /** The facts of a lead in no order. The same array until one of them changes. */
  of(leadId: string): readonly HistoryFact[];
  /** Whether all of the past has been read. */
  ready(): boolean;
  /** How many documents have been read. */
  read(): number;
  version(): number;
  subscribe(listener: () => void): () => void;
}

export interface RunningHistory extends History {
  close(): void;
}

type Stored = RxDocumentData<Interaction>;

const PAGE = 500;
const NONE: readonly HistoryFact[] = [];

/** Deps: the collection, and where it is told that it cannot be read. */
export function createHistory(deps: {
  interactions: RxCollection<Interaction>;
  report(message: string): void;
}): RunningHistory {
  const { storageInstance } = deps.interactions;
  const byLead = new Map<string, readonly HistoryFact[]>();
  const leadOf = new Map<string, string>();
  const listeners = new Set<() => void>();
  let waiting: Stored[] | null = [];
  let closed = false;
  let count = 0;
  let version = 1;
  let told = false;

  // A batch of writes wakes the screens once.
  const changed = () => {
    version += 1;
    if (told) return;
    told = true;
    queueMicrotask(() => {
      told = false;
      for (const listener of [...listeners]) listener();
    });
  };
  const drop = (id: string) => {
    const leadId = leadOf.get(id);
    if (leadId === undefined) return;
    leadOf.delete(id);
    byLead.set(
      leadId,
      (byLead.get(leadId) ?? NONE).filter((fact) => fact.id !== id),
    );
  };
  const take = (documents: readonly Stored[]) => {
    for (const document of documents) {
      // The tombstone of an interaction no longer says on which lead it hung.
      drop(document.id);
      const fact = document._deleted ? null : historyFactOf(document);
      if (fact === null) continue;
      leadOf.set(document.id, document.lead_id);
      byLead.set(document.lead_id, [...(byLead.get(document.lead_id) ?? NONE), fact]);
    }
    changed();
  };
  const readAll = async () => {
    let from: { id: string; lwt: number } | undefined;
    while (!closed) {
      const page = await getChangedDocumentsSince(storageInstance, PAGE, from);
      if (page.documents.length === 0) break;
      from = page.checkpoint as { id: string; lwt: number };
      count += page.documents.length;
      take(page.documents);
      await new Promise<void>((resolve) => void setTimeout(resolve));
    }
    const since = waiting ?? [];
    waiting = null;
    take(since);
  };

  // What is written meanwhile waits: a page that was begun before may hold an older state of it.
  const subscription = storageInstance.changeStream().subscribe(({ events }) => {
    const documents = events.map((event) => event.documentData as Stored);
    if (waiting) waiting.push(...documents);
    else take(documents);
  });
  readAll().catch((fault: unknown) => {
    if (!closed) deps.report(`the history: ${String(fault)}`);
  });

  return {
    of: (leadId) => byLead.get(leadId) ?? NONE,
    ready: () => waiting === null,
    read: () => count,
    version: () => version,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      closed = true;
      subscription.unsubscribe();
    },
  };
}
