// During a first sync the history is not all here, and a plan made from half of it would be wrong: until it is, Today is the
// server's own list, asked for again and again. Leads of which something was written here that the list does not know
// yet are left out of it.
import { filter, firstValueFrom } from 'rxjs';
import { ok } from '#domain/result.ts';
import type { ActResult, Acts } from './acts/act-types.ts';
import type { ReplicaCollections } from './collections.ts';
import { dueTodayOf, type ServedLead, totalOf } from './due-today-reply.ts';
import type { SettableLive } from './live.ts';
import type { Sync, SyncStatus, Unsent } from './replica-types.ts';
import type { Wire } from './wire.ts';

export interface FirstToday {
  state: 'asking' | 'served' | 'unreachable';
  /** In the order of calling, as the server last gave them. */
  items: readonly ServedLead[];
  /** How many calls more the server has named, and not sent yet. */
  more: number;
  /** Leads whose plan is not known before the server has heard of the newest work. */
  unsure: ReadonlySet<string>;
  /** How many records there are about in all; null where nobody has said. */
  about: number | null;
}

/** Before the server has been asked. */
export const NOT_ASKED: FirstToday = {
  state: 'asking',
  items: [],
  more: 0,
  unsure: new Set(),
  about: null,
};

export interface FirstTodayWatch {
  /** The same acts; those that bear on a plan are noticed. */
  noticing(acts: Acts): Acts;
  /** The desk's own list is right from now on. */
  end(): void;
}

interface Deps {
  /** What the desk reads; null once the first sync is complete. */
  live: SettableLive<FirstToday | null>;
  wire: Pick<Wire, 'take'>;
  sync: Pick<Sync, 'status' | 'unsent'>;
  /** Resolves when it is known what an earlier run has left unsent. */
  counted: Promise<unknown>;
  /** The first question, where it was asked before the replica was open. */
  asked?: ReturnType<typeof askFirstCalls>;
  pauses?: { served_ms: number; unreachable_ms: number };
}

const PAUSES = { served_ms: 20_000, unreachable_ms: 3_000 };
const WITHIN_MS = 15_000;
const PATH = '/api/leads/due_today';
const COUNTED = ['leads', 'pocs', 'interactions', 'customers'];

/** More than anybody sees at once: a person starts with these while the others are on their way. */
const FIRST_CALLS = 100;

/** The beginning of the server's own list of today. */
export const askFirstCalls = (wire: Pick<Wire, 'take'>) =>
  wire.take(`${PATH}?page_size=${FIRST_CALLS}`, { within_ms: WITHIN_MS });

const askAllCalls = (wire: Pick<Wire, 'take'>) => wire.take(PATH, { within_ms: WITHIN_MS });

/** Starts to ask. Nothing is thrown: a server that cannot be reached is a state. */
export function watchFirstToday(deps: Deps): FirstTodayWatch {
  const { live, wire, sync } = deps;
  const pauses = deps.pauses ?? PAUSES;
  /** By lead: the turn in which the act was over; null while it goes on. */
  const touched = new Map<string, number | null>();
  let turn = 0;
  let ended = false;
  let again = false;
  let wake: () => void = () => undefined;

  const change = (changes: Partial<FirstToday>) => {
    const before = live.get();
    if (before !== null && !ended) live.set({ ...before, ...changes });
  };
  const ask = async (asking: (from: Deps['wire']) => ReturnType<typeof askFirstCalls>) => {
    turn += 1;
    const began = turn;
    await deps.counted;
    const unsent = leadsOf(await sync.unsent());
    const answer = await asking(wire);
    const items = 'body' in answer ? await dueTodayOf(answer.body) : null;
    const named = 'body' in answer ? totalOf(answer.body) : null;
    const more = Math.max(0, (named ?? 0) - (items?.length ?? 0));
    for (const [leadId, over] of touched) if (over !== null && over < began) touched.delete(leadId);
    const unsure = new Set([...unsent, ...touched.keys()]);
    change(items === null ? { state: 'unreachable', unsure } : { state: 'served', items, more, unsure });
    if (items !== null && live.get()?.about === null) void count();
  };
  const count = async () => {
    change({ about: 0 });
    const answers = await Promise.all(COUNTED.map((name) => wire.take(`/api/${name}?page_size=1`)));
    const totals = answers.map((answer) => ('body' in answer ? totalOf(answer.body) : null));
    const known = totals.filter((total) => total !== null);
    if (known.length === totals.length) change({ about: known.reduce((sum, total) => sum + total, 0) });
  };
  const run = async () => {
    const { asked } = deps;
    let asking = asked ? () => asked : askFirstCalls;
    while (!ended) {
      again = false;
      await ask(asking);
      // The beginning has done its work with the first answer.
      if ((live.get()?.more ?? 0) > 0) again = true;
      asking = askAllCalls;
      const ms = live.get()?.state === 'served' ? pauses.served_ms : pauses.unreachable_ms;
      if (!again && !ended) await pause(isShut(sync.status.getState()) ? null : ms);
    }
  };
  /** Null: until somebody wakes it. */
  const pause = (ms: number | null) =>
    new Promise<void>((resolve) => {
      const timer = ms === null ? undefined : setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const refresh = () => {
    again = true;
    wake();
  };
  const stop = sync.status.subscribe((now, before) => {
    if (isNews(now, before)) refresh();
  });
  const touch = (leadId: string) => {
    touched.set(leadId, null);
    change({ unsure: new Set([...(live.get()?.unsure ?? []), leadId]) });
    return () => {
      touched.set(leadId, turn);
      refresh();
    };
  };
  void run();

  return {
    noticing: (acts) => noticed(acts, touch, () => ended),
    end: () => {
      ended = true;
      stop();
      wake();
      live.set(null);
    },
  };
}

const leadsOf = (unsent: readonly Unsent[]): Set<string> =>
  new Set(
    unsent.flatMap(({ collection, document }) => {
      const lead = collection === 'leads' ? document['id'] : document['lead_id'];
      return typeof lead === 'string' && collection !== 'pocs' ? [lead] : [];
    }),
  );

/** The server has ended the session, or wants another program: it is asked nothing before a person has acted. */
const isShut = ({ state }: SyncStatus): boolean =>
  state === 'signed_out' || state === 'inactive' || state === 'revoked' || state === 'outdated';

// The server has taken something, or is reached again, or is not any more, or has let us in again.
const isNews = (now: SyncStatus, before: SyncStatus): boolean =>
  now.pending < before.pending ||
  (now.waiting_since === null) !== (before.waiting_since === null) ||
  (isShut(before) && !isShut(now));

/** Acts that bear on a plan are noticed from their beginning, their undo too. */
function noticed(acts: Acts, touch: (leadId: string) => () => void, isOver: () => boolean): Acts {
  const watch =
    <Args extends unknown[]>(act: (...args: Args) => ActResult, leadOf: (...args: Args) => string | null) =>
    async (...args: Args) => {
      if (isOver()) return act(...args);
      const named = leadOf(...args);
      const over = named === null ? null : touch(named);
      const result = await act(...args);
      over?.();
      if (!result.ok) return result;
      const { undo, redo, lead_id } = result.value;
      if (named === null) touch(lead_id)();
      const noticed = (way: () => Promise<boolean>) => async () => {
        const turned = isOver() ? null : touch(lead_id);
        const any = await way();
        turned?.();
        return any;
      };
      return ok({ ...result.value, undo: noticed(undo), redo: noticed(redo) });
    };
  const byLead = <Args extends [leadId: string, ...unknown[]]>(act: (...args: Args) => ActResult) =>
    watch(act, (...[leadId]) => leadId);
  const byInteraction = <Args extends unknown[]>(act: (...args: Args) => ActResult) => watch(act, () => null);
  return {
    ...acts,
    logCall: watch(acts.logCall, ({ lead_id }) => lead_id),
    snooze: byLead(acts.snooze),
    promiseCallback: byLead(acts.promiseCallback),
    editLead: byLead(acts.editLead),
    moveLead: byLead(acts.moveLead),
    removeLead: byLead(acts.removeLead),
    editInteraction: byInteraction(acts.editInteraction),
    voidInteraction: byInteraction(acts.voidInteraction),
  };
}

/** Resolves when the lead is here, or when `complete` says that it will not come. */
export async function arrivalOf(
  leads: Pick<ReplicaCollections['leads'], 'findOne'>,
  leadId: string,
  complete: Promise<unknown>,
): Promise<void> {
  const come = firstValueFrom(leads.findOne(leadId).$.pipe(filter((document) => document !== null)));
  await Promise.race([come, complete]);
}
