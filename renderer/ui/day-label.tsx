// A day or a moment in short words, with the full date and zone to be had by pointing at it.
import { momentLabel } from './day-words.ts';
import { useMinute } from './now.tsx';

/** An instant in a zone, as seen from now. */
export function MomentLabel({ at, timeZone }: { at: string; timeZone: string }) {
  const now = useMinute();
  return (
    <time dateTime={at} title={`${at.slice(0, 16).replace('T', ' ')} UTC; shown for ${timeZone}`}>
      {momentLabel(at, timeZone, now)}
    </time>
  );
}
