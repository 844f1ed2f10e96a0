// Notes what a run must answer for: every write that a person made, every answer of the server, and who could see what at
// which moment.
import type { Engine } from './database.ts';
import type { Device } from './device.ts';
import type { Exchange } from './network.ts';
import type { DiskWrite, StoredRow } from './parts/memory-disk.ts';

/** One local write: a document as a person left it on his disk. */
export interface LocalWrite {
  device: string;
  collection: string;
  id: string;
  write_id: string;
  document: StoredRow;
  /** The state that it was written on top of. */
  previous: StoredRow | undefined;
  at: number;
}

/** What a conflict has made of a local write. */
export interface Settled {
  device: string;
  collection: string;
  mine: StoredRow;
  result: StoredRow;
}

/** Whose a lead was from a moment on; null: nobody's. Deleted ones keep their owner. */
export interface Ownership {
  at: number;
  leads: Map<string, string | null>;
  roles: Map<string, string>;
  /** The people with their handovers. */
  users: StoredRow[];
}

export interface Recorder {
  wrote(device: Device, write: DiskWrite): void;
  heard(exchange: Exchange): void;
  committed(): Promise<void>;
  readonly writes: LocalWrite[];
  readonly settled: Settled[];
  readonly exchanges: Exchange[];
  readonly ownerships: Ownership[];
  /** The server's state that a device last had of a document. */
  base(device: string, collection: string, id: string): StoredRow | undefined;
  /** Write ids that have ever stood on an attention list. */
  readonly complained: Set<string>;
  /** Write ids that nobody has to answer for: their disk was wiped before they were sent. */
  readonly excused: Set<string>;
  /** Takes all writes of a device so far out of account. */
  excuse(device: string): void;
}

const REPLICATED = new Set(['leads', 'pocs', 'interactions', 'plan_events', 'customers', 'metrics']);

export function createRecorder({ now, engine }: { now(): number; engine: Engine }): Recorder {
  const writes: LocalWrite[] = [];
  const settled: Settled[] = [];
  const exchanges: Exchange[] = [];
  const ownerships: Ownership[] = [];
  const bases = new Map<string, StoredRow>();
  const complained = new Set<string>();
  const excused = new Set<string>();
  return {
    complained,
    excused,
    excuse: (device) => {
      for (const write of writes) if (write.device === device) excused.add(write.write_id);
    },
    writes,
    settled,
    exchanges,
    ownerships,
    base: (device, collection, id) => bases.get(`${device} ${collection} ${id}`),
    wrote: (device, { collection, context, rows }) => {
      if (collection === 'attention')
        for (const { document } of rows)
          complained.add(String((JSON.parse(String(document['entry'])) as { write_id: string }).write_id));
      if (!REPLICATED.has(collection)) return;
      for (const { previous, document } of rows) {
        const id = String(document.id);
        const key = `${device.name} ${collection} ${id}`;
        if (context.startsWith('replication-downstream-')) bases.set(key, document);
        else if (context === 'replication-up-write-conflict') {
          if (previous) settled.push({ device: device.name, collection, mine: previous, result: document });
        } else {
          const write_id = String(document['write_id']);
          writes.push({ device: device.name, collection, id, write_id, document, previous, at: now() });
        }
      }
    },
    heard: (exchange) => void exchanges.push(exchange),
    committed: async () => {
      const leads = await engine.sql('select id, assignee_id from leads');
      const users = await engine.sql('select id, role, handover, time_zone from users');
      ownerships.push({
        at: now(),
        leads: new Map(leads.map((row) => [String(row['id']), row['assignee_id'] as string | null])),
        roles: new Map(users.map((row) => [String(row['id']), String(row['role'])])),
        users: users as StoredRow[],
      });
    },
  };
}
