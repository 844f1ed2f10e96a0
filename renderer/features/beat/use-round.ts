// The round of a day and what can be done with it. Every change is kept at once; what takes anything away can be undone.
import { useMemo, useSyncExternalStore } from 'react';
import { suggestOrder } from '#domain/beat/suggest-order.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { say } from '../../words/say.ts';
import type { Candidate } from './beat-rows.ts';
import { MOST_STOPS, moved, type Round, type Rounds } from './rounds.ts';

/** `today` is the person's day, `userId` whose rounds they are. */
export function useRound(rounds: Rounds, on: string) {
  const toasts = useToasts();
  const round = useSyncExternalStore(rounds.subscribe, () => rounds.get(on));
  const acts = useMemo(() => {
    const change = (changes: Partial<Round>) => rounds.change(on, changes);
    /** Sets the stops and says so, with the way back. */
    const set = (stops: readonly string[], words: string) => {
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
            toasts.show({
              words: say('A round holds {MOST_STOPS} stops. Take one out first.', { MOST_STOPS }),
            });
          return;
        }
        const left = fresh.length - taken.length;
        const rest =
          left > 0 ? ` ${say('{left} did not fit: a round holds {MOST_STOPS}.', { left, MOST_STOPS })}` : '';
        const [first] = taken;
        const said =
          taken.length === 1 && first
            ? say('{name} put in.', { name: first.row.lead.name })
            : say('{n, plural, one {# stop} other {# stops}} put in.', { n: taken.length });
        set([...stops, ...suggestOrder(taken).map(({ row }) => row.lead_id)], `${said}${rest}`);
      },
      takeOut(leadId: string, name: string) {
        set(
          rounds.get(on).stops.filter((id) => id !== leadId),
          say('{name} taken out.', { name }),
        );
      },
      clear() {
        set([], say('The round is empty.'));
      },
      /** `stops` are those of the round, the most urgent first. */
      suggest(stops: readonly Candidate[]) {
        set(
          suggestOrder(stops).map(({ row }) => row.lead_id),
          say('In the suggested order.'),
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
