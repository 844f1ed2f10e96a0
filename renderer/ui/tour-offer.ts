// The tour as screens offer it: whether the person has not seen it yet, and how it begins. The workbench gives it.
import { createContext, use } from 'react';

export interface TourOffer {
  /** Neither taken nor declined on this computer. */
  fresh: boolean;
  start(): void;
  decline(): void;
}

export const TourContext = createContext<TourOffer | null>(null);

/** Throws outside the workbench. */
export function useTourOffer(): TourOffer {
  const offer = use(TourContext);
  if (offer === null) throw new Error('useTourOffer needs a TourContext');
  return offer;
}
