// The clock where the lead is: its time, its place, whether it is open and when that changes. Ticks by itself, so that
// the row around it is not drawn again.
import { type WindowLine, windowLine } from '#domain/plan/window-line.ts';
import { say, sayWith, tongue } from '../words/say.ts';
import { clockLabel, zonePlace } from './day-words.ts';
import { type OpeningFacts, useOpening } from './holidays.tsx';
import css from './local-clock.module.css';
import { useMinute } from './now.tsx';

const HALF_DAY_MS = 12 * 3_600_000;

/** "open until 18:00", "opens in 40 min", "opens Mon 09:00", in the lead's time. `now` is an instant. */
export function openWords(line: WindowLine, timeZone: string, now: string): string {
  const { open, changes_at, words } = line;
  if (!open || changes_at === null) return words;
  return Date.parse(changes_at) - Date.parse(now) < HALF_DAY_MS
    ? say('open until {clock}', { clock: clockLabel(changes_at, timeZone) })
    : say('open, {words}', { words });
}

interface Props {
  lead: OpeningFacts;
  timeZone: string;
  /** The zone was taken from the country and not confirmed. */
  assumed?: boolean;
}

/** One line: "09:14 in Berlin · open until 18:00". */
export function LocalClock(props: Props) {
  return <Clock {...props} className={css.line} long />;
}

/** The same in two short lines, for a row: clock above, opening below. */
export function RowClock(props: Props) {
  return <Clock {...props} className={css.stack} />;
}

function Clock({
  lead,
  timeZone,
  assumed = false,
  className,
  long = false,
}: Props & { className: string | undefined; long?: boolean }) {
  const now = useMinute();
  const line = windowLine(useOpening(lead, timeZone), now, tongue());
  const time = <span className={css.clock}>{line.local_time}</span>;
  return (
    <span className={className} data-open={line.open}>
      <span
        className={css.time}
        title={assumed ? say('{timeZone}, assumed from the country', { timeZone }) : timeZone}
      >
        {long
          ? sayWith('{time} in {place}', { time, place: zonePlace(timeZone) })
          : sayWith('{time} {place}', { time, place: zonePlace(timeZone) })}
        {assumed && ` ${say('(assumed)')}`}
      </span>
      <span className={css.words}>{openWords(line, timeZone, now)}</span>
    </span>
  );
}
