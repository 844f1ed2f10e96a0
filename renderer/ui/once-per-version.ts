// Turns a question that makes a new answer each time into one that React's store hook can watch.

/** Asks again only when the source's version has changed; until then the answer is the same object. */
export function oncePerVersion<S extends { version(): number }, T>(ask: (source: S) => T): (source: S) => T {
  let kept: { source: S; version: number; answer: T } | null = null;
  return (source) => {
    const version = source.version();
    if (kept === null || kept.source !== source || kept.version !== version)
      kept = { source, version, answer: ask(source) };
    return kept.answer;
  };
}
