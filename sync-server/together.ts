// Does at once what arrives while the last of it is being done: a transaction costs the same for one item as for fifty.
import { setImmediate } from 'node:timers/promises';

interface Waiting<Item, Done> {
  item: Item;
  resolve(done: Done): void;
  reject(error: unknown): void;
}

/**
 * A function that takes one item and gives what became of it. `work` is given up to `most` items that have arrived, in order,
 * and answers each; it is never under way twice. Where it throws for several, each of them is tried alone, so that
 * one which cannot be done keeps no other from it. Before each time it waits, a `lap` at a time, for as long as more arrive.
 */
export function doneTogether<Item, Done>(
  work: (items: readonly Item[]) => Promise<readonly Done[]>,
  most: number,
  lap: () => Promise<unknown> = setImmediate,
): (item: Item) => Promise<Done> {
  const waiting: Waiting<Item, Done>[] = [];
  let running = false;
  const settle = async (batch: readonly Waiting<Item, Done>[]): Promise<void> => {
    try {
      const done = await work(batch.map(({ item }) => item));
      for (const [at, { resolve }] of batch.entries()) resolve(done[at] as Done);
    } catch (error) {
      const [only, ...others] = batch;
      if (others.length === 0) only?.reject(error);
      else for (const one of batch) await settle([one]);
    }
  };
  // The embedded database lets nothing else happen before a transaction is over: what has arrived by then is still on its way
  // through the server.
  const gather = async () => {
    for (let before = 0; waiting.length > before && waiting.length < most; ) {
      before = waiting.length;
      await lap();
    }
  };
  const run = async () => {
    running = true;
    while (waiting.length > 0) {
      await gather();
      await settle(waiting.splice(0, most));
    }
    running = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!running) void run();
    });
}

/** The lap of those that one event has set off: they are all on their way already. */
export const thisMoment = (): Promise<void> => Promise.resolve();
