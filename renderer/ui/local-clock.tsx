// The clock where the lead is: its time, its place, whether it is open and when that changes. Ticks by itself, so that
// the row around it is not drawn again.
import { type WindowLine, windowLine } from '#domain/plan/window-line.ts';
import { clockLabel, zonePlace } from './day-words.ts';
import css from './local-clock.module.css';
import { useMinute } from './now.tsx';

/** What the clock reads of a lead. */
export type ClockLead = Parameters<typeof windowLine>[0];

const HALF_DAY_MS = 12 * 3_600_000;

/** "open until 18:00", "opens in 40 min", "opens Mon 09:00", in the lead's time. `now` is an instant. */
export function openWords(line: WindowLine, timeZone: string, now: string): string {
  const { open, changes_at, words } = line;
  if (!open || changes_at === null) return words;
  return Date.parse(changes_at) - Date.parse(now) < HALF_DAY_MS
    ? `open until ${clockLabel(changes_at, timeZone)}`
    : `open, ${words}`;
}

/** One line: "09:14 in Berlin · open until 18:00". */
export function LocalClock({ lead, assumed = false }: { lead: ClockLead; assumed?: boolean }) {
  const now = useMinute();
  const line = windowLine(lead, now);
  const place = zonePlace(lead.time_zone);
  return (
    <span className={css.line} data-open={line.open}>
      <span className={css.time} title={lead.time_zone}>
        <span className={css.clock}>{line.local_time}</span> in {place}
        {assumed ? ' (assumed)' : ''}
      </span>
      <span className={css.words}>{openWords(line, lead.time_zone, now)}</span>
    </span>
  );
}

/** The same in two short lines, for a row: clock above, opening below. */
export function RowClock({ lead }: { lead: ClockLead }) {
  const now = useMinute();
  const line = windowLine(lead, now);
  return (
    <span className={css.stack} data-open={line.open}>
      <span className={css.time} title={lead.time_zone}>
        <span className={css.clock}>{line.local_time}</span> {zonePlace(lead.time_zone)}
      </span>
      <span className={css.words}>{openWords(line, lead.time_zone, now)}</span>
    </span>
  );
}
