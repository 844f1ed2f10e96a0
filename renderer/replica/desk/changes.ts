// How changes reach the desk: at the start all that was written since the kept checkpoints, whoever wrote it and however
// the program ended; from then on every write as it happens. Changes are handed over one batch at a time, in order.
import { getChangedDocumentsSince, type RxCollection, type RxDocumentData } from 'rxdb';
import type { DocumentOf } from '#domain/sync/collections.ts';
import type { ReplicaCollections } from '../collections.ts';
import type { DeskChange, DeskCollection } from './entries.ts';

/** How far a collection has been read: RxDB's own position, by the time of the write and then by id. */
export interface Position {
  id: string;
  lwt: number;
}
export type Positions = Partial<Record<DeskCollection, Position>>;

export interface DeskChanges {
  /** Resolves when everything written before the call has been handed over. */
  caughtUp(): Promise<void>;
  /** Resolves when nothing is left that has been written so far. */
  settled(): Promise<void>;
  positions(): Positions;
  close(): void;
}

const PAGE = 1000;

type Change<C extends DeskCollection> = Extract<DeskChange, { collection: C }>;

/** Deps: the collections, where to go on, and who takes the changes. */
export function followChanges(deps: {
  collections: ReplicaCollections;
  from: Positions;
  take(changes: DeskChange[]): Promise<void>;
  /** Where it is told that changes could not be taken; they are handed over again at the next start. */
  report(message: string): void;
}): DeskChanges {
  const positions: Positions = { ...deps.from };
  const stops: (() => void)[] = [];
  let waiting: { collection: DeskCollection; changes: DeskChange[]; to: Position }[] = [];
  let work: Promise<void> = Promise.resolve();
  let closed = false;

  let failed = false;

  const handOver = async (changes: DeskChange[], to: { collection: DeskCollection; to: Position }[]) => {
    try {
      await deps.take(changes);
    } catch (fault) {
      // Work goes on with what could be taken. The positions stay behind, so that the next start repairs it.
      failed = true;
      deps.report(`the desk: ${String(fault)}`);
    }
    if (!failed) for (const { collection, to: position } of to) advance(positions, collection, position);
  };
  const drain = async () => {
    while (waiting.length > 0 && !closed) {
      const batch = waiting;
      waiting = [];
      await handOver(
        batch.flatMap(({ changes }) => changes),
        batch,
      );
    }
  };
  const enqueue = (collection: DeskCollection, changes: DeskChange[], to: Position) => {
    waiting.push({ collection, changes, to });
    if (waiting.length === 1) work = work.then(drain);
  };

  const follow = <C extends DeskCollection>(
    name: C,
    collection: RxCollection<DocumentOf<C>>,
    changeOf: (document: RxDocumentData<DocumentOf<C>>) => Change<C>,
  ): (() => Promise<void>) => {
    const { storageInstance } = collection;
    const subscription = storageInstance.changeStream().subscribe(({ events, checkpoint }) => {
      const documents = events.map((event) => event.documentData as RxDocumentData<DocumentOf<C>>);
      enqueue(name, documents.map(changeOf), checkpoint as Position);
    });
    stops.push(() => subscription.unsubscribe());
    return async () => {
      let from = positions[name];
      while (!closed) {
        const page = await getChangedDocumentsSince(storageInstance, PAGE, from);
        if (page.documents.length === 0) return;
        from = page.checkpoint as Position;
        await handOver(page.documents.map(changeOf), [{ collection: name, to: from }]);
      }
    };
  };

  const { leads, pocs, interactions, plan_events, customers, metrics } = deps.collections;
  const catchUps = [
    follow('leads', leads, (document) => ({ collection: 'leads', document, first: isFirst(document) })),
    follow('pocs', pocs, (document) => ({ collection: 'pocs', document, first: isFirst(document) })),
    follow('interactions', interactions, (document) => ({
      collection: 'interactions',
      document,
      first: isFirst(document),
    })),
    follow('plan_events', plan_events, (document) => ({
      collection: 'plan_events',
      document,
      first: isFirst(document),
    })),
    follow('customers', customers, (document) => ({
      collection: 'customers',
      document,
      first: isFirst(document),
    })),
    follow('metrics', metrics, (document) => ({ collection: 'metrics', document, first: isFirst(document) })),
  ];
  // Live changes wait in line behind the catching up, which may hand over the same documents.
  work = work.then(async () => {
    for (const catchUp of catchUps) await catchUp();
  });
  const caughtUp = work;

  return {
    caughtUp: () => caughtUp,
    settled: async () => {
      let seen: Promise<void> | undefined;
      while (seen !== work) {
        seen = work;
        await seen;
      }
    },
    positions: () => ({ ...positions }),
    close: () => {
      closed = true;
      for (const stop of stops) stop();
    },
  };
}

function advance(positions: Positions, name: DeskCollection, to: Position): void {
  const from = positions[name];
  if (!from || to.lwt > from.lwt || (to.lwt === from.lwt && to.id > from.id)) positions[name] = to;
}

/** Whether the document is in its first state: a revision counts from 1. */
const isFirst = ({ _rev }: { _rev: string }): boolean => _rev.startsWith('1-');
