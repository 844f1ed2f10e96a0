// The holidays of every country in the workspace's settings, for whatever shows when a lead is open.
import { createContext, useContext, useMemo } from 'react';
import type { CallHours } from '#domain/lead/cadence.ts';
import { closedDates } from '#domain/plan/lead.ts';

/** Days YYYY-MM-DD by country code. */
export const HolidaysContext = createContext<Readonly<Record<string, readonly string[]>>>({});

export interface OpeningFacts {
  call_hours: CallHours | null;
  closed_dates: readonly string[];
  country: string | null;
}

/** When a lead is open: its hours with its own closed days and its country's, in the zone that applies. */
export function useOpening(lead: OpeningFacts, timeZone: string) {
  const holidays = useContext(HolidaysContext);
  const { call_hours } = lead;
  return useMemo(
    () => ({ time_zone: timeZone, call_hours, closed_dates: closedDates(lead, holidays) }),
    [lead, timeZone, call_hours, holidays],
  );
}
