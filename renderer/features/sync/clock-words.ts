// How far this computer's clock is off, in words.

/** `offset` in milliseconds is what must be added to the clock. */
export function clockWords(offset: number): string {
  const seconds = Math.round(Math.abs(offset) / 1000);
  if (seconds < 5) return 'right';
  const minutes = Math.round(seconds / 60);
  const hours = Math.round(minutes / 60);
  const much = seconds < 90 ? `${seconds} s` : minutes < 120 ? `${minutes} min` : `${hours} h`;
  return `${much} ${offset < 0 ? 'fast' : 'slow'}; your work is dated by the server's`;
}
