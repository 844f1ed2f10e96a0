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
/** What the device showed last, so that a start notices that it was put back meanwhile. */
const SEEN = 'callbook.clock-seen';
const SEEN_EVERY_MS = 60_000;
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
  let noted = Number(deps.kept.getItem(SEEN) ?? Number.NaN);

  const keep = (next: number) => {
    offset = next;
    deps.kept.setItem(KEY, String(next));
  };
  const note = (at: number) => {
    seen = at;
    if (Math.abs(at - noted) < SEEN_EVERY_MS) return;
    noted = at;
    deps.kept.setItem(SEEN, String(at));
  };
  // Somebody has put a wrong clock right while nothing ran: its offset would lead before the time that was written last.
  // Most likely it is right now; where that too would lead back, time goes on from there.
  if (offset !== 0 && seen < noted - SET_BACK_MS) keep(Math.max(0, noted + offset - seen));
  note(seen);

  return {
    now: () => {
      const at = device();
      // Somebody has put the clock right while we run: what it was off by is no longer true.
      if (at < seen - SET_BACK_MS) keep(offset + seen - at);
      note(at);
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
