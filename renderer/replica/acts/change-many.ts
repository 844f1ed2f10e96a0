// Changing many leads by one act: batch by batch, so that the screen stays alive and a push is never held up for long; with
// one way back for all of it.
import { decideManyChange, type ManyChange } from '#domain/lead/change-many.ts';
import type { LeadDecision } from '#domain/lead/decide-lead.ts';
import type { Lead } from '#domain/lead/lead.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { inSlices } from '../desk/in-slices.ts';
import { type ActDeps, changesBetween, once } from './act-deps.ts';
import type { When } from './act-types.ts';
import type { ManyAct, ManyOptions, ManyPreview, ManyRefused, ManyResult } from './many-types.ts';
import { isPast, planEventOf } from './plan-events.ts';
import { insertMissing, removeMany, writeManyChanges } from './write-many.ts';

const BATCH = 100;

type Back = () => Promise<void>;
type Decided = LeadDecision | null;

/** What the act would do to these leads, without doing it. Looks at some at a time, so that the page stays alive. */
export async function previewMany(
  deps: ActDeps,
  leads: readonly Lead[],
  act: ManyAct,
  signal?: AbortSignal,
): Promise<ManyPreview> {
  const now = deps.clock.now();
  const { preview, note } = tally();
  await inSlices(leads, (lead) => {
    if (signal?.aborted) return;
    note(lead, act.kind === 'snooze' ? snoozable(lead, act.when, now) : decideOne(deps, lead, act, now));
  });
  return preview;
}

/** Does it, and says what came of each lead. Refused leads stay as they are and hold up no other. */
export async function changeMany(
  deps: ActDeps,
  leadIds: readonly string[],
  act: ManyAct,
  { onProgress, signal }: ManyOptions = {},
): ManyResult {
  const { preview, note, changed } = tally();
  const backs: Back[] = [];
  let done = 0;
  while (done < leadIds.length && !signal?.aborted) {
    const ids = leadIds.slice(done, done + BATCH);
    const found = await deps.collections.leads.findByIds(ids).exec();
    const leads = ids.flatMap((id) => found.get(id)?.toMutableJSON() ?? []);
    for (const id of ids) if (!found.has(id)) note({ id, name: '' }, refuse(refusal('unknown_lead')));
    backs.push(
      act.kind === 'snooze'
        ? await putAside(deps, leads, act.when, note)
        : await changeBatch(deps, leads, act, note),
    );
    done += ids.length;
    onProgress?.(done, leadIds.length);
    await nextTask();
  }
  await deps.desk.settled();
  const again = async () => {
    const redone = await changeMany(deps, changed, act);
    return redone.ok ? redone.value.undo : null;
  };
  return ok({ ...preview, stopped: done < leadIds.length, ...inTurns(allBack(backs), again) });
}

/** Both ways, one after the other: `again` does it once more and answers with its new way back; null where it could not. */
function inTurns(first: () => Promise<unknown>, again: () => Promise<(() => Promise<unknown>) | null>) {
  let back: (() => Promise<unknown>) | null = first;
  return {
    undo: async () => {
      const mine = back;
      back = null;
      await mine?.();
      return mine !== null;
    },
    redo: async () => {
      back ??= await again();
      return back !== null;
    },
  };
}

/** All ways back, the latest first. */
const allBack = (ways: readonly Back[]): Back =>
  once(async () => {
    for (const back of [...ways].reverse()) await back();
  });

type Note = (lead: Pick<Lead, 'id' | 'name'>, decided: Result<unknown, Refusal>) => void;

/** Counts what is decided: null is "so already", and refusals for one reason stand together. */
function tally(): { preview: ManyPreview; note: Note; changed: string[] } {
  const preview: ManyPreview = { changed: 0, same: 0, refused: [] };
  const byReason = new Map<string, ManyRefused>();
  const changed: string[] = [];
  const note: Note = ({ id, name }, decided) => {
    if (decided.ok) {
      if (decided.value === null) preview.same += 1;
      else {
        preview.changed += 1;
        changed.push(id);
      }
      return;
    }
    const reason = JSON.stringify(decided.error);
    const known = byReason.get(reason) ?? { refusal: decided.error, leads: [] };
    if (known.leads.length === 0) preview.refused.push(known);
    byReason.set(reason, known);
    known.leads.push({ id, name });
  };
  return { preview, note, changed };
}

const decideOne = (deps: ActDeps, lead: Lead, change: ManyChange, now: string): Result<Decided, Refusal> =>
  decideManyChange(lead, change, now, { actor: deps.actor(), settings: deps.settings() });

const snoozable = (lead: Lead, when: When, now: string): Result<Lead, Refusal> =>
  isPast(when, now, lead) ? refuse(refusal('when_in_the_past')) : ok(lead);

async function changeBatch(deps: ActDeps, leads: Lead[], change: ManyChange, note: Note): Promise<Back> {
  const now = deps.clock.now();
  const changes = new Map<string, Partial<Lead>>();
  const customers: NonNullable<LeadDecision['customer']>[] = [];
  for (const lead of leads) {
    const decided = decideOne(deps, lead, change, now);
    note(lead, decided);
    if (!decided.ok || decided.value === null) continue;
    changes.set(lead.id, changesBetween(lead, decided.value.lead));
    if (decided.value.customer) customers.push(decided.value.customer);
  }
  const leadsBack = await writeManyChanges(deps.collections.leads, changes);
  const made = await insertMissing(deps.collections.customers, customers);
  return allBack([leadsBack, () => removeMany(deps.collections.customers, made)]);
}

async function putAside(deps: ActDeps, leads: Lead[], when: When, note: Note): Promise<Back> {
  const occurred_at = deps.clock.now();
  const events = leads.flatMap((lead) => {
    const event = planEventOf(deps, { kind: 'snooze', lead, when, poc_id: null, occurred_at });
    note(lead, event);
    return event.ok ? [event.value] : [];
  });
  const made = await insertMissing(deps.collections.plan_events, events);
  return once(() => removeMany(deps.collections.plan_events, made));
}

// Between two batches the page draws and answers keys.
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
