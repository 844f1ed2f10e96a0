// How far this computer's clock is off, in words.
import { say } from '../../words/say.ts';

/** `offset` in milliseconds is what must be added to the clock. */
export function clockWords(offset: number): string {
  const seconds = Math.round(Math.abs(offset) / 1000);
  if (seconds < 5) return say('right');
  const minutes = Math.round(seconds / 60);
  const hours = Math.round(minutes / 60);
  const much =
    seconds < 90
      ? say('{seconds} s', { seconds })
      : minutes < 120
        ? say('{minutes} min', { minutes })
        : say('{hours} h', { hours });
  return offset < 0
    ? say("{much} fast; your work is dated by the server's", { much })
    : say("{much} slow; your work is dated by the server's", { much });
}
