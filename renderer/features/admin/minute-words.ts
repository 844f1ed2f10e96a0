// Minutes as people say them.

/** "2 h 30 min", "3 d"; empty for what is no number. */
export function minuteWords(minutes: number): string {
  if (!Number.isFinite(minutes)) return '';
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [days > 0 && `${days} d`, hours > 0 && `${hours} h`, rest > 0 && `${rest} min`];
  return parts.filter(Boolean).join(' ') || '0 min';
}
