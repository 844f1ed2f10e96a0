// What every act is done with, and the few steps that all of them share: a head for a new document, the checked document,
// the written change, and the finished act with its ways back and forth.
import type { RxCollection } from 'rxdb';
import type { z } from 'zod';
import type { Ids } from '#domain/ids.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { sameValue } from '#domain/merge/three-way.ts';
import { invalid, type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Collection } from '#domain/sync/collections.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Clock } from '#domain/time.ts';
import { say } from '../../words/say.ts';
import type { ReplicaCollections } from '../collections.ts';
import type { Desk } from '../desk-types.ts';
import type { Act } from './act-types.ts';
import { bothWays, type Step } from './steps.ts';

export interface ActDeps {
  collections: ReplicaCollections;
  clock: Clock;
  ids: Ids;
  /** Who acts. */
  actor(): Actor;
  settings(): Settings;
  desk: Pick<Desk, 'row' | 'settled'>;
  /** During a first sync: resolves when this lead has come, or will not come. */
  arrival?(leadId: string): Promise<void>;
}

/** Head fields of a document that is made now. */
export function newHead({ ids, clock }: Pick<ActDeps, 'ids' | 'clock'>) {
  const now = clock.now();
  return { id: ids.next(), write_id: ids.next(), created_at: now, updated_at: now };
}

/** The document if it fits its schema, else what is wrong with which field. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  document: unknown,
): Result<z.output<Schema>, Refusal> {
  const parsed = schema.safeParse(document);
  return parsed.success ? ok(parsed.data) : refuse(invalid(parsed.error.issues));
}

export const unknownLead = (): Refusal =>
  refusal('unknown_lead', { detail: say('This lead is no longer on this device.') });

/** The lead as it stands, or null. */
export async function readLead(
  { collections, arrival }: Pick<ActDeps, 'collections' | 'arrival'>,
  id: string,
): Promise<Lead | null> {
  let document = await collections.leads.findOne(id).exec();
  if (!document && arrival) {
    await arrival(id);
    document = await collections.leads.findOne(id).exec();
  }
  return document ? document.toMutableJSON() : null;
}

/** Inserts all in one write. Throws where one of them exists already: ids are new, so that would be a defect. */
export async function insertAll<Document>(
  collection: RxCollection<Document>,
  documents: Document[],
): Promise<void> {
  const { error } = await collection.bulkInsert(documents);
  const first = error[0];
  if (first) throw new Error(`not written to ${collection.name}: ${first.status} ${first.documentId}`);
}

/**
 * Inserts a document whose id follows from its lead's: another act of the same moment may have made it. Answers whether this
 * one did.
 */
export async function insertUnlessThere<Document extends { id: string }>(
  collection: RxCollection<Document>,
  document: Document,
): Promise<boolean> {
  const { error } = await collection.bulkInsert([document]);
  const status = error[0]?.status;
  if (status === undefined || status === 409) return status === undefined;
  throw new Error(`not written to ${collection.name}: ${status} ${document.id}`);
}

/** The fields in which `after` differs from `before`; the head fields of a write are no change. */
export function changesBetween<Document extends object>(
  before: Document,
  after: Document,
): Partial<Document> {
  const changes: Partial<Document> = {};
  for (const name of Object.keys(after) as (keyof Document)[]) {
    if (name === 'write_id' || name === 'updated_at') continue;
    if (!sameValue(before[name], after[name])) changes[name] = after[name];
  }
  return changes;
}

/** Writes the changes and answers with that step; null where the document is gone or nothing is to be changed. */
export async function writeChanges<Document extends object>(
  { collections }: Pick<ActDeps, 'collections'>,
  name: Collection,
  id: string,
  changes: Partial<Document>,
): Promise<Step | null> {
  const document = await (collections[name] as unknown as RxCollection<Document>).findOne(id).exec();
  const names = Object.keys(changes) as (keyof Document & string)[];
  if (!document || names.length === 0) return null;
  const whole = document.toMutableJSON() as Document;
  const before = Object.fromEntries(names.map((field) => [field, whole[field] ?? null]));
  await document.incrementalModify((current) => Object.assign(current, changes));
  return { kind: 'changed', collection: name, id, before, after: { ...changes } };
}

/** The finished act of these steps. */
export function finished(
  deps: ActDeps,
  {
    steps: given,
    ...act
  }: Pick<Act, 'lead_id' | 'id' | 'say' | 'offer'> & { steps: readonly (Step | null)[] },
): Result<Act, Refusal> {
  const steps = given.filter((step) => step !== null);
  return ok({ ...act, steps, ...bothWays(deps, steps) });
}

/** Runs at most once; later calls wait for the first. */
export function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}
