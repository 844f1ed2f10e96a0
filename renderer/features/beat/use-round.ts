// The round of a day and what can be done with it. Every change is kept at once; what takes anything away can be undone.
import { useMemo, useSyncExternalStore } from 'react';
import { suggestOrder } from '#domain/beat/suggest-order.ts';
import { countWords } from '#domain/plan/words.ts';
import { useToasts } from '../../ui/toasts.tsx';
import type { Candidate } from './beat-rows.ts';
import { MOST_STOPS, moved, type Round, type Rounds } from './rounds.ts';

/** `today` is the person's day, `userId` whose rounds they are. */
export function useRound(rounds: Rounds, on: string) {
  const toasts = useToasts();
  const round = useSyncExternalStore(rounds.subscribe, () => rounds.get(on));
  const acts = useMemo(() => {
    const change = (changes: Partial<Round>) => rounds.change(on, changes);
    /** Sets the stops and says so, with the way back. */
    const say = (stops: readonly string[], words: string) => {
      const before = rounds.get(on).stops;
      change({ stops: [...stops] });
      toasts.show({ words, undo: async () => change({ stops: before }) });
    };
    return {
      change,
      /** Puts these behind the others, in the suggested order among themselves. */
      putIn(candidates: readonly Candidate[]) {
        const { stops } = rounds.get(on);
        const fresh = candidates.filter(({ row }) => !stops.includes(row.lead_id));
        const taken = fresh.slice(0, MOST_STOPS - stops.length);
        if (taken.length === 0) {
          if (fresh.length > 0)
            toasts.show({ words: `A round holds ${MOST_STOPS} stops. Take one out first.` });
          return;
        }
        const left = fresh.length - taken.length;
        const rest = left > 0 ? ` ${left} did not fit: a round holds ${MOST_STOPS}.` : '';
        const [first] = taken;
        const who =
          taken.length === 1 && first ? first.row.lead.name : countWords(taken.length, 'stop', 'stops');
        say([...stops, ...suggestOrder(taken).map(({ row }) => row.lead_id)], `${who} put in.${rest}`);
      },
      takeOut(leadId: string, name: string) {
        say(
          rounds.get(on).stops.filter((id) => id !== leadId),
          `${name} taken out.`,
        );
      },
      clear() {
        say([], 'The round is empty.');
      },
      /** `stops` are those of the round, the most urgent first. */
      suggest(stops: readonly Candidate[]) {
        say(
          suggestOrder(stops).map(({ row }) => row.lead_id),
          'In the suggested order.',
        );
      },
      move(from: number, to: number) {
        const { stops } = rounds.get(on);
        change({ stops: [...moved(stops, from, to)] });
      },
    };
  }, [rounds, on, toasts]);
  return { round, ...acts };
}

export type RoundActs = Omit<ReturnType<typeof useRound>, 'round'>;
