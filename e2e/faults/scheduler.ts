// The one queue of everything that happens: timers of all devices and of the server, deliveries of the network, answers
// of disks and of the database. One event runs, then the process is left to come to rest, then the next one runs; so the
// order of a run is decided by its seed and by nothing else.
import { setImmediate as immediate } from 'node:timers/promises';
import { hashOf } from './chance.ts';

/** Whose event it is. Those of an owner that is gone never run; those of one that sleeps wait until it wakes. */
export interface Owner {
  readonly name: string;
  gone: boolean;
  asleep_until: number;
}

export const createOwner = (name: string): Owner => ({ name, gone: false, asleep_until: 0 });

export interface Planned {
  at: number;
  order: number;
  owner: Owner;
  what: string;
  run(): void;
  cancelled: boolean;
}

// Turns of the event loop after which a process without open work has come to rest.
const TURNS = 4;

export class Scheduler {
  /** Milliseconds since 1970 of the world in which all this happens. */
  now: number;
  steps = 0;
  /** Changes with every event; equal for two runs that went alike. */
  trace = 0x811c9dc5;
  /** The latest events, for a report. */
  readonly latest: string[] = [];
  /** Asked while real work is open: whether none of it can end before the next event. */
  isStuck: (() => Promise<boolean>) | null = null;
  readonly #heap: Planned[] = [];
  readonly #open = new Set<Promise<unknown>>();
  #order = 0;

  constructor(start: number) {
    this.now = start;
  }

  /** Plans an event `delay` milliseconds from now. */
  plan(owner: Owner, delay: number, what: string, run: () => void): Planned {
    this.#order += 1;
    const planned: Planned = {
      at: this.now + Math.max(0, delay),
      order: this.#order,
      owner,
      what,
      run,
      cancelled: false,
    };
    push(this.#heap, planned);
    return planned;
  }

  /** Resolves `delay` milliseconds from now; never, when its owner is gone by then. */
  pause(owner: Owner, delay: number, what: string): Promise<void> {
    return new Promise((resolve) => void this.plan(owner, delay, what, resolve));
  }

  /** Real work that the process waits for before the next event: a statement of the database, a signature. */
  track<T>(work: Promise<T>): Promise<T> {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    this.#open.add(settled);
    void settled.then(() => this.#open.delete(settled));
    return work;
  }

  /** Number of pieces of real work under way. */
  get open(): number {
    return this.#open.size;
  }

  /** Runs the next event; false when there is none, or none before `until`. */
  async step(until = Number.POSITIVE_INFINITY): Promise<boolean> {
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || (next.at > until && !next.cancelled)) return false;
      pop(this.#heap);
      if (next.cancelled || next.owner.gone) continue;
      if (next.owner.asleep_until > next.at) {
        next.at = next.owner.asleep_until;
        push(this.#heap, next);
        continue;
      }
      this.now = Math.max(this.now, next.at);
      this.#note(next);
      next.run();
      await this.rest();
      return true;
    }
  }

  /** Runs everything that is due in the next `milliseconds`, and stands at their end. */
  async run(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    // What was just begun may not have planned its first event yet.
    await this.rest();
    while (await this.step(end));
    this.now = Math.max(this.now, end);
  }

  /** Runs events until the promise is settled; throws when that takes longer than `milliseconds` of the world. */
  async until<T>(work: Promise<T>, what: string, milliseconds = 120_000): Promise<T> {
    let settled = false;
    const noted = () => {
      settled = true;
    };
    work.then(noted, noted);
    await this.rest();
    const end = this.now + milliseconds;
    while (!settled) {
      if (!(await this.step(end))) throw new Error(`${what}: nothing more happens, and it is not done`);
    }
    return work;
  }

  /** Leaves the process alone until nothing moves any more. */
  async rest(): Promise<void> {
    for (let quiet = 0; quiet < TURNS; quiet += 1) {
      await immediate();
      if (this.#open.size === 0) continue;
      const stuck = await Promise.race([Promise.race(this.#open).then(() => false), ...this.#whetherStuck()]);
      if (!stuck) quiet = -1;
    }
  }

  #whetherStuck(): Promise<boolean>[] {
    if (!this.isStuck) return [];
    return [
      this.isStuck().then((is) => is || new Promise<false>((resolve) => setTimeout(resolve, 1, false))),
    ];
  }

  #note({ at, owner, what }: Planned): void {
    this.steps += 1;
    const line = `${at - 1_700_000_000_000} ${owner.name} ${what}`;
    this.trace = hashOf(line, this.trace);
    this.latest.push(line);
    if (this.latest.length > 5_000) this.latest.splice(0, 2_500);
  }
}

const before = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Planned[], added: Planned): void {
  let at = heap.push(added) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !before(added, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = added;
}

function pop(heap: Planned[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const [one, other] = [heap[left], heap[left + 1]];
    if (one === undefined) break;
    const [child, place] = other !== undefined && before(other, one) ? [other, left + 1] : [one, left];
    if (!before(child, last)) break;
    heap[at] = child;
    at = place;
  }
  heap[at] = last;
}
