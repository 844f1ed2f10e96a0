// Minutes that count only while a lead is open: the arithmetic of deadlines in working hours. It goes from window to
// window as instants, so that a day on which the clocks change is as long as it really is.
import type { Calendar } from '../plan/windows.ts';

const MINUTE_MS = 60_000;
/** So far ahead it looks; in milliseconds, about ten years. */
const REACH_MS = 3_660 * 24 * 60 * MINUTE_MS;

/**
 * The first instant, in epoch milliseconds, by which the calendar has been open for `minutes` (above 0) since `from`. It
 * lies in a window or is the end of one. Null for a calendar that is not open so long within ten years.
 */
export function addOpenMinutes(calendar: Calendar, from: number, minutes: number): number | null {
  let at = from;
  let left = minutes * MINUTE_MS;
  for (;;) {
    const opens = calendar.openFrom(at);
    if (opens === null || opens - from > REACH_MS) return null;
    const closes = closingOf(calendar, opens);
    if (opens + left <= closes) return opens + left;
    left -= closes - opens;
    at = closes;
  }
}

/** How many minutes (a fraction where there is one) the calendar is open between two instants in epoch milliseconds. */
export function openMinutesBetween(calendar: Calendar, from: number, to: number): number {
  let at = from;
  let open = 0;
  while (at < to && to - from <= REACH_MS) {
    const opens = calendar.openFrom(at);
    if (opens === null || opens >= to) break;
    const closes = Math.min(closingOf(calendar, opens), to);
    open += closes - opens;
    at = closes;
  }
  return open / MINUTE_MS;
}

/** The end of the longest window in which an open instant stands. One that goes on in another window is found there. */
function closingOf(calendar: Calendar, at: number): number {
  const around = calendar.windowsAround(calendar.zone.dayOf(at));
  return around.reduce((latest, { opens, closes }) => (opens <= at && closes > latest ? closes : latest), at);
}
