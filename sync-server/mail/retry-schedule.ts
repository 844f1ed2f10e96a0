// When a mail is tried again.

/**
 * The instant of the attempt after `attempts` failed ones, or null when there is none. `seconds` are counted from
 * `queuedAt`; where that has passed already (the server was down, or an attempt hung), the same distance is kept from
 * `now`, so that attempts never come in a burst.
 */
export function nextAttemptAt(
  queuedAt: string,
  now: string,
  attempts: number,
  seconds: readonly number[],
): string | null {
  const planned = seconds[attempts];
  if (planned === undefined) return null;
  const onTime = Date.parse(queuedAt) + planned * 1000;
  const distance = planned - (seconds[attempts - 1] ?? planned);
  const at = onTime > Date.parse(now) ? onTime : Date.parse(now) + distance * 1000;
  return new Date(at).toISOString();
}
