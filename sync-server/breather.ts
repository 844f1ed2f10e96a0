// Lets others have their turn during long work: a server that computes for half a second answers nobody meanwhile.
import { setImmediate } from 'node:timers/promises';

/** How long work may go on before others are let in. */
const TURN_MS = 10;

/** Resolves at once while the turn lasts, else when others have had theirs. */
export type Breather = () => Promise<void>;

/** For one piece of work; its first turn begins now. To be awaited between steps that are far shorter than a turn. */
export function createBreather(): Breather {
  let until = performance.now() + TURN_MS;
  return async () => {
    if (performance.now() < until) return;
    await setImmediate();
    until = performance.now() + TURN_MS;
  };
}
