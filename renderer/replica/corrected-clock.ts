// The device's clock, corrected by what the server last said the time was. A laptop whose clock is a day ahead still
// writes true instants, offline too: the offset outlives the page.
import type { Clock } from '#domain/time.ts';
import { instantOf } from '#domain/time.ts';

export interface CorrectedClock extends Clock {
  /**
   * Learns from an answer: the server's instant (or HTTP date), and the device's milliseconds when the request left and
   * when its answer came. Answers that took longer than ten seconds say too little and are passed over.
   */
  learn(serverTime: string | null, sentAt: number, receivedAt: number): void;
  /** What is added to the device's clock, in milliseconds. */
  offset(): number;
}

const KEY = 'callbook.clock-offset';
// Below this a difference is the network's and the header's rounding, and the clock would only tremble.
const TREMBLE_MS = 2_000;
const SLOW_MS = 10_000;
const SET_BACK_MS = 60_000;

/** Deps: where the offset is kept, and the device's own milliseconds. */
export function createCorrectedClock(deps: {
  kept: Pick<Storage, 'getItem' | 'setItem'>;
  device?: () => number;
}): CorrectedClock {
  const device = deps.device ?? (() => Date.now());
  let offset = Number(deps.kept.getItem(KEY) ?? 0) || 0;
  let seen = device();

  const keep = (next: number) => {
    offset = next;
    deps.kept.setItem(KEY, String(next));
  };

  return {
    now: () => {
      const at = device();
      // Somebody has put the clock right while we run: what it was off by is no longer true.
      if (at < seen - SET_BACK_MS) keep(offset + seen - at);
      seen = at;
      return instantOf(at + offset);
    },
    learn: (serverTime, sentAt, receivedAt) => {
      const server = serverTime === null ? Number.NaN : Date.parse(serverTime);
      if (Number.isNaN(server) || receivedAt - sentAt > SLOW_MS || receivedAt < sentAt) return;
      const measured = Math.round(server - (sentAt + receivedAt) / 2);
      seen = Math.min(seen, receivedAt);
      if (Math.abs(measured - offset) >= TREMBLE_MS) keep(Math.abs(measured) < TREMBLE_MS ? 0 : measured);
    },
    offset: () => offset,
  };
}
