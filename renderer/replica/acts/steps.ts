// What an act has written, as data: so that it can be taken back and done again, as often as a person likes, after it was
// sent and after the program was started again. Either way is an ordinary write, which touches only what still is as the
// other way left it: somebody else's later change stays.
import type { RxCollection } from 'rxdb';
import { z } from 'zod';
import type { Ids } from '#domain/ids.ts';
import { type Fields, sameValue } from '#domain/merge/three-way.ts';
import { allSchemas, COLLECTIONS } from '#domain/sync/collections.ts';
import type { Clock } from '#domain/time.ts';
import type { ReplicaCollections } from '../collections.ts';
import type { ConflictDocument } from '../conflicts.ts';

const collection = z.enum(COLLECTIONS);
const fields = z.record(z.string(), z.unknown());
const document = z.looseObject({ id: z.string() });

export const stepSchema = z.discriminatedUnion('kind', [
  /** Fields of a document were changed. */
  z.object({ kind: z.literal('changed'), collection, id: z.string(), before: fields, after: fields }),
  /** A lead or an interaction was made: it is never removed, but marked as deleted or struck out. */
  z.object({ kind: z.literal('born'), collection: z.enum(['leads', 'interactions']), id: z.string() }),
  z.object({ kind: z.literal('made'), collection, document }),
  z.object({ kind: z.literal('removed'), collection, document }),
]);
export type Step = z.output<typeof stepSchema>;

export interface StepDeps {
  collections: ReplicaCollections;
  ids: Pick<Ids, 'next'>;
  clock: Clock;
}

const ENDS = { leads: 'deleted_at', interactions: 'voided_at' } as const;

/** Takes the steps back, the last first. Answers false where nothing of them was left to take back. */
export async function turnBack(deps: StepDeps, steps: readonly Step[]): Promise<boolean> {
  let any = false;
  for (const step of [...steps].reverse()) any = (await back(deps, step)) || any;
  return any;
}

/** Does the steps again, after they were taken back. Answers false where nothing was left to do. */
export async function turnAgain(deps: StepDeps, steps: readonly Step[]): Promise<boolean> {
  let any = false;
  for (const step of steps) any = (await again(deps, step)) || any;
  return any;
}

function back(deps: StepDeps, step: Step): Promise<boolean> {
  switch (step.kind) {
    case 'changed':
      return swap(deps, step, step.after, step.before);
    case 'born':
      return end(deps, step, deps.clock.now());
    case 'made':
      return remove(deps, step);
    case 'removed':
      return insert(deps, step);
  }
}

function again(deps: StepDeps, step: Step): Promise<boolean> {
  switch (step.kind) {
    case 'changed':
      return swap(deps, step, step.before, step.after);
    case 'born':
      return end(deps, step, null);
    case 'made':
      return insert(deps, step);
    case 'removed':
      return remove(deps, step);
  }
}

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;
type Whole = Pick<Of<'made'>, 'collection' | 'document'>;

const collectionOf = ({ collections }: StepDeps, name: Step['collection']) =>
  collections[name] as unknown as RxCollection<ConflictDocument>;

/** Each field that is as in `from` becomes as in `to`. */
async function swap(deps: StepDeps, step: Of<'changed'>, from: Fields, to: Fields): Promise<boolean> {
  const found = await collectionOf(deps, step.collection).findOne(step.id).exec();
  const now = found?.toMutableJSON() as Fields | undefined;
  const same = (current: Fields, name: string) => sameValue(current[name] ?? null, from[name] ?? null);
  const names = Object.keys(step.after).filter((name) => now && same(now, name));
  if (!found || names.length === 0) return false;
  await found.incrementalModify((current) => {
    for (const name of names) if (same(current, name)) Object.assign(current, { [name]: to[name] ?? null });
    return current;
  });
  return true;
}

async function end(deps: StepDeps, step: Of<'born'>, at: string | null): Promise<boolean> {
  const field = ENDS[step.collection];
  const found = await collectionOf(deps, step.collection).findOne(step.id).exec();
  const now = found?.toMutableJSON() as Fields | undefined;
  if (!found || ((now?.[field] ?? null) === null) === (at === null)) return false;
  await found.incrementalModify((current) => Object.assign(current, { [field]: at }));
  return true;
}

async function remove(deps: StepDeps, step: Whole): Promise<boolean> {
  const found = await collectionOf(deps, step.collection).findOne(step.document.id).exec();
  await found?.incrementalRemove();
  return found !== null;
}

// Somebody else's change may have won over the removal meanwhile: then the document is back already. What comes back is a
// write of its own: the server has seen the id of the first one.
async function insert(deps: StepDeps, step: Whole): Promise<boolean> {
  const into = collectionOf(deps, step.collection);
  if (await into.findOne(step.document.id).exec()) return false;
  const head = { write_id: deps.ids.next(), updated_at: deps.clock.now() };
  const whole = allSchemas[step.collection].safeParse({ ...step.document, ...head });
  if (!whole.success) return false;
  await into.insertIfNotExists(whole.data as unknown as ConflictDocument);
  return true;
}

/** Both ways of steps that have just been done; one after the other, each at most once until the other one was gone. */
export function bothWays(deps: StepDeps, steps: readonly Step[]) {
  let done = true;
  let turning: Promise<boolean> = Promise.resolve(true);
  const turn = (to: boolean) => {
    const next = async () => {
      if (done === to) return false;
      const any = await (to ? turnAgain : turnBack)(deps, steps);
      done = to;
      return any;
    };
    turning = turning.then(next, next);
    return turning;
  };
  return { undo: () => turn(false), redo: () => turn(true) };
}
