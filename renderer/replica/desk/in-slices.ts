// Long work in pieces, with a breath for the screen between them.

/** A frame has 16 ms; a slice with what the screen itself has to do stays well below what a person notices. */
const SLICE_MS = 12;

/** Does the work for each item in order; resolves when all is done. What `work` throws ends it. */
export async function inSlices<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
  let since = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise<void>((resolve) => void setTimeout(resolve));
    since = performance.now();
  }
}
