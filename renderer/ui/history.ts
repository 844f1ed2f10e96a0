// What was done on this device: the one home of acts that can be taken back and done again, whoever did them. It outlives
// the run where a keeper is given that knows how to write them down and how to carry them out again.

/** Something that was done. Both ways answer false where nothing was left to do, and text to be said in place of "Undone". */
export interface Doing {
  words: string;
  undo(): Promise<unknown>;
  redo?(): Promise<unknown>;
  /** The lead that it was about. */
  lead_id?: string | null;
  /** What the keeper writes down; without it the act is forgotten with the run. */
  kept?: unknown;
}

export interface Done extends Doing {
  number: number;
  /** Instant. */
  at: string;
  undone: boolean;
  /** What the last way has said of itself. */
  said?: string;
}

export interface HistoryKeeper {
  now(): string;
  /** The newest first. */
  read(): readonly Omit<Done, 'number'>[];
  write(acts: readonly Done[]): void;
}

/** `changed`: nothing was left, because somebody else has changed it since. */
export type Turned = 'turned' | 'changed' | 'nothing';

const MOST = 100;

/** Empty, and without a keeper until one is given by `open`. */
export function createHistory() {
  let acts: readonly Done[] = [];
  let keeper: HistoryKeeper | null = null;
  let count = 0;
  /** Those that were taken back and nothing was done since, the last first: what the key for it does again. */
  let again: readonly number[] = [];
  const turning = new Set<number>();
  const listeners = new Set<() => void>();
  const set = (next: readonly Done[]) => {
    acts = next;
    keeper?.write(acts);
    for (const listener of listeners) listener();
  };
  const number = () => {
    count += 1;
    return count;
  };
  const turn = async (act: Done | undefined, undone: boolean): Promise<Turned> => {
    const way = undone ? act?.undo : act?.redo;
    if (!act || way === undefined || act.undone === undone || turning.has(act.number)) return 'nothing';
    turning.add(act.number);
    try {
      const any = await way.call(act);
      again = undone ? [act.number, ...again] : again.filter((other) => other !== act.number);
      const { said: _before, ...bare } = act;
      const turned: Done = { ...bare, undone, ...(typeof any === 'string' ? { said: any } : {}) };
      set(acts.map((other) => (other.number === act.number ? turned : other)));
      return any === false ? 'changed' : 'turned';
    } finally {
      turning.delete(act.number);
    }
  };
  const find = (wanted: number | undefined) => acts.find((act) => act.number === wanted);
  return {
    /** The newest first; the same array until it changes. */
    get: () => acts,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Goes on from what the keeper has kept. */
    open(kept: HistoryKeeper) {
      keeper = null;
      set(kept.read().map((act) => ({ ...act, number: number() })));
      again = [];
      keeper = kept;
    },
    /** Forgets everything here; what was kept stays kept. */
    close() {
      keeper = null;
      again = [];
      set([]);
    },
    add(doing: Doing): Done {
      const act = { ...doing, number: number(), at: keeper?.now() ?? '', undone: false };
      again = [];
      set([act, ...acts].slice(0, MOST));
      return act;
    },
    find,
    undo: (wanted: number) => turn(find(wanted), true),
    redo: (wanted: number) => turn(find(wanted), false),
    /** What the key takes back: the newest that has not been, and is not on its way back. */
    next: () => acts.find((act) => !act.undone && !turning.has(act.number)),
    /** What the key does again. */
    nextAgain: () => find(again.find((one) => find(one)?.redo !== undefined && !turning.has(one))),
  };
}

export type History = ReturnType<typeof createHistory>;
