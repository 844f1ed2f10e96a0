// Lets so many things through in a span of time and no more.

/** True while fewer than `max` were let through within the last `withinMs` milliseconds. */
export function createRateLimit(max: number, withinMs: number, now: () => number): () => boolean {
  let passed: number[] = [];
  return () => {
    const from = now() - withinMs;
    passed = passed.filter((at) => at > from);
    if (passed.length >= max) return false;
    passed.push(now());
    return true;
  };
}
