// Minutes as people say them.
import { say } from '../../words/say.ts';

/** "2 h 30 min", "3 d"; empty for what is no number. */
export function minuteWords(minutes: number): string {
  if (!Number.isFinite(minutes)) return '';
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [
    days > 0 && say('{days} d', { days }),
    hours > 0 && say('{hours} h', { hours }),
    rest > 0 && say('{rest} min', { rest }),
  ];
  return parts.filter(Boolean).join(' ') || say('0 min');
}
