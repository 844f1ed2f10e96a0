// Days as people write or paste them, many at once: 2026-12-25, 25.12.2026, 25/12/2026, in lines or with commas.
import { isDay } from '#domain/time.ts';

/** The days, each once and in order, and the words that are none. */
export function daysFromText(text: string): { days: string[]; unknown: string[] } {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const read = words.map((word) => ({ word, day: dayFrom(word) }));
  const days = read.flatMap(({ day }) => day ?? []);
  return {
    days: [...new Set(days)].sort(),
    unknown: read.flatMap(({ word, day }) => (day === null ? [word] : [])),
  };
}

function dayFrom(word: string): string | null {
  const european = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(word);
  const day = european
    ? `${european[3]}-${european[2]?.padStart(2, '0')}-${european[1]?.padStart(2, '0')}`
    : word;
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && isDay(day) ? day : null;
}
