// How long the call has lasted, since dialling began.
import { useEffect, useState } from 'react';
import { useClock } from '../../ui/now.tsx';

/** "02:13"; hours where it comes to that. */
export function elapsedWords(from: string, to: string): string {
  const seconds = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts
    .slice(parts[0] === 0 ? 1 : 0)
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

/** Counts up from `since`, an instant. */
export function CallTimer({ since }: { since: string }) {
  const clock = useClock();
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), 1000);
    return () => clearInterval(timer);
  }, [clock]);
  return <span role="timer">{elapsedWords(since, now)}</span>;
}
