// Whether the tour stands over the screen, and whether this person has taken or declined it on this computer.
import { useMemo, useState } from 'react';
import { useReplica } from '../../replica/replica-context.tsx';
import { useKept } from '../../ui/kept.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import type { TourOffer } from '../../ui/tour-offer.ts';
import { say } from '../../words/say.ts';

export interface TourState {
  open: boolean;
  /** It was finished, or left: it is not offered again. */
  end(): void;
  offer: TourOffer;
}

export function useTour(): TourState {
  const { user_id } = useReplica();
  const kept = useKept();
  const name = `callbook:tour:${user_id}:seen`;
  const [fresh, setFresh] = useState(() => kept.getItem(name) === null);
  const [open, setOpen] = useState(false);
  const state = useMemo(() => {
    const seen = () => {
      kept.setItem(name, 'yes');
      setFresh(false);
    };
    return {
      open,
      end: () => {
        seen();
        setOpen(false);
      },
      offer: { fresh, decline: seen, start: () => setOpen(true) },
    };
  }, [open, fresh, kept, name]);
  useShortcut({
    id: 'tour',
    keys: ['Shift+h'],
    label: say('Take the tour'),
    group: say('Everywhere'),
    run: state.offer.start,
  });
  return state;
}
