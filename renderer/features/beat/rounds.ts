// The rounds that a person has planned on this computer, one per day, kept at every change.
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { isDay } from '#domain/time.ts';
import { keptJson } from '../../ui/read-kept.ts';

/** As many stops as nobody makes in a day. */
export const MOST_STOPS = 60;
export const STOP_MINUTES = [15, 20, 30, 45, 60, 90] as const;
const DAY_MINUTES = 1440;

const roundSchema = z.object({
  /** Leads, in the order in which they are seen. */
  stops: z.array(idSchema).max(MOST_STOPS).catch([]),
  /** From the beginning of a stop to that of the next. */
  minutes: z.literal(STOP_MINUTES).catch(30),
  /** Minutes after midnight, in the person's zone. */
  starts_at_minute: z
    .int()
    .min(0)
    .max(DAY_MINUTES - 1)
    .catch(9 * 60),
});
export type Round = z.output<typeof roundSchema>;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The rounds of one person. Those of days before `today` are forgotten. */
export function createRounds(storage: Store, userId: string, today: string) {
  const prefix = `callbook:beat:${userId}:`;
  const open = new Map<string, Round>();
  const listeners = new Set<() => void>();
  forgetBefore(storage, prefix, today);
  const get = (on: string): Round => {
    const known = open.get(on);
    if (known) return known;
    const round = roundSchema.parse(parsed(storage.getItem(prefix + on)));
    open.set(on, round);
    return round;
  };
  return {
    /** The same object until it changes. */
    get,
    change(on: string, changes: Partial<Round>) {
      const round = { ...get(on), ...changes };
      open.set(on, round);
      storage.setItem(prefix + on, JSON.stringify(round));
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export type Rounds = ReturnType<typeof createRounds>;

function forgetBefore(storage: Store, prefix: string, today: string): void {
  const names = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
  for (const name of names) {
    const on = name.slice(prefix.length);
    if (name.startsWith(prefix) && isDay(on) && on < today) storage.removeItem(name);
  }
}

// What another version has written is no reason not to open.
function parsed(text: string | null): object {
  const value = keptJson(text);
  return typeof value === 'object' && value !== null ? value : {};
}

/** The stops with the one at `from` in the place `to`; the same array where that is no place. */
export function moved<T>(stops: readonly T[], from: number, to: number): readonly T[] {
  const stop = stops[from];
  if (stop === undefined || from === to || to < 0 || to >= stops.length) return stops;
  return stops.toSpliced(from, 1).toSpliced(to, 0, stop);
}
