// The desk on disk: entries in shards by lead, so that a logged call writes one small document and not ten thousand
// leads, and the positions up to which they are true. Positions are written last: after a crash changes are applied
// twice at worst, which alters nothing, and never left out.
import type { RxCollection } from 'rxdb';
import { z } from 'zod';
import { SCHEMA_VERSION } from '#domain/sync/collections.ts';
import type { StoredPayload } from '../collections.ts';
import type { Positions } from './changes.ts';
import { type DeskEntry, emptyEntry } from './entry.ts';
import { inSlices } from './in-slices.ts';
import { restore, strip } from './strip.ts';

/** Changes whenever what an entry holds does: an older desk is then built anew from the documents. */
const FORMAT = 1;
const SHARDS = 128;
/** Shards that are written at once. */
const AT_ONCE = 8;
const STATE_ID = 'state';

const positionSchema = z.object({ id: z.string(), lwt: z.number() });
const stateSchema = z.object({
  format: z.literal(FORMAT),
  schema_version: z.literal(SCHEMA_VERSION),
  positions: z.object({
    leads: positionSchema.optional(),
    pocs: positionSchema.optional(),
    interactions: positionSchema.optional(),
    plan_events: positionSchema.optional(),
    customers: positionSchema.optional(),
    metrics: positionSchema.optional(),
  }),
});

export interface DeskKeeper {
  /** The kept entries and positions; nothing where none are kept or they are of another format. */
  load(): Promise<{ entries: DeskEntry[]; positions: Positions }>;
  /** Marks the shards of these leads as changed. */
  touch(leadIds: Iterable<string>): void;
  isDirty(): boolean;
  /** Writes the changed shards as they are now, then the positions. */
  flush(entries: Iterable<DeskEntry>, positions: Positions): Promise<void>;
}

export const shardOf = (leadId: string): number => Number.parseInt(leadId.slice(-4), 16) % SHARDS || 0;
const shardId = (shard: number): string => `shard-${shard}`;

/** Deps: the local collection that holds the shards. */
export function createDeskKeeper({ desk }: { desk: RxCollection<StoredPayload> }): DeskKeeper {
  let dirty = new Set<number>();
  return {
    load: async () => {
      const ids = [STATE_ID, ...Array.from({ length: SHARDS }, (_, shard) => shardId(shard))];
      const found = await desk.storageInstance.findDocumentsById(ids, false);
      const state = found.find(({ id }) => id === STATE_ID);
      const kept = state ? stateSchema.safeParse(JSON.parse(state.payload)) : null;
      if (!kept?.success) return { entries: [], positions: {} };
      const entries = found.flatMap(({ id, payload }) => (id === STATE_ID ? [] : entriesOf(payload)));
      return { entries, positions: kept.data.positions as Positions };
    },
    touch: (leadIds) => {
      for (const leadId of leadIds) dirty.add(shardOf(leadId));
    },
    isDirty: () => dirty.size > 0,
    flush: async (entries, positions) => {
      const shards = dirty;
      dirty = new Set();
      const state = { format: FORMAT, schema_version: SCHEMA_VERSION, positions };
      const groups = [...groupsOf(entries, shards)];
      try {
        for (let at = 0; at < groups.length; at += AT_ONCE) {
          const payloads = new Map<string, string>();
          await inSlices(groups.slice(at, at + AT_ONCE), ([shard, group]) => {
            payloads.set(shardId(shard), payloadOf(group));
          });
          await write(desk, payloads);
        }
        await write(desk, new Map([[STATE_ID, JSON.stringify(state)]]));
      } catch (fault) {
        // Later positions must not be written beside shards from before.
        for (const shard of shards) dirty.add(shard);
        throw fault;
      }
    },
  };
}

function groupsOf(entries: Iterable<DeskEntry>, shards: ReadonlySet<number>): Map<number, DeskEntry[]> {
  const groups = new Map<number, DeskEntry[]>([...shards].map((shard) => [shard, []]));
  for (const entry of entries) groups.get(shardOf(entry.lead_id))?.push(entry);
  return groups;
}

const payloadOf = (group: readonly DeskEntry[]): string => JSON.stringify(group.map(strip));

function entriesOf(payload: string): DeskEntry[] {
  const kept = JSON.parse(payload) as Partial<DeskEntry>[];
  return kept.map((entry) => ({ ...emptyEntry(''), ...restore(entry) }));
}

// Past the collection, so that no cache keeps the text of shards.
async function write(desk: RxCollection<StoredPayload>, payloads: Map<string, string>): Promise<void> {
  const { storageInstance } = desk;
  const before = await storageInstance.findDocumentsById([...payloads.keys()], true);
  const previous = new Map(before.map((document) => [document.id, document]));
  const rows = [...payloads].map(([id, payload]) => {
    const known = previous.get(id);
    const document = { id, payload, _deleted: false, _attachments: {}, _meta: { lwt: 1 }, _rev: '' };
    return known ? { previous: known, document } : { document };
  });
  const { error } = await storageInstance.bulkWrite(rows, 'callbook-desk');
  const first = error[0];
  if (first) throw new Error(`the desk cannot be kept: ${first.status} ${first.documentId}`);
}
