// Work that is done after a while, unless it is called off before.

/** Does the work after so many milliseconds; calling the answer calls it off. */
export function later(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
}
