// A day or a moment in short words, with the full date and zone to be had by pointing at it.
import { dayIn } from '#domain/time.ts';
import { say } from '../words/say.ts';
import { dayLabel, momentLabel } from './day-words.ts';
import { useMinute } from './now.tsx';

/** An instant in a zone, as seen from now. */
export function MomentLabel({ at, timeZone }: { at: string; timeZone: string }) {
  const now = useMinute();
  return (
    <time
      dateTime={at}
      title={say('{moment} UTC; shown for {timeZone}', {
        moment: at.slice(0, 16).replace('T', ' '),
        timeZone,
      })}
    >
      {momentLabel(at, timeZone, now)}
    </time>
  );
}

/** The day of an instant in a zone, as seen from there now. */
export function DayOf({ at, timeZone }: { at: string; timeZone: string }) {
  const now = useMinute();
  return (
    <time
      dateTime={at}
      title={say('{moment} in {timeZone}', { moment: momentLabel(at, timeZone, now), timeZone })}
    >
      {dayLabel(dayIn(at, timeZone), dayIn(now, timeZone))}
    </time>
  );
}
