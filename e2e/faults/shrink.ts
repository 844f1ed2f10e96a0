// Makes a failing run small: leaves out operations as long as it still fails. Source: delta debugging (Zeller), ddmin.

/** The fewest of `items` that still fail, as far as leaving out parts can find them; asks at most `most` times. */
export async function shrink<T>(
  items: readonly T[],
  fails: (items: T[]) => Promise<boolean>,
  most = 120,
): Promise<T[]> {
  let left = [...items];
  let parts = 2;
  let asked = 0;
  while (left.length >= 2) {
    const size = Math.ceil(left.length / parts);
    let smaller: T[] | null = null;
    for (let at = 0; at < left.length && smaller === null; at += size) {
      if (asked >= most) return left;
      asked += 1;
      const without = [...left.slice(0, at), ...left.slice(at + size)];
      if (without.length < left.length && (await fails(without))) smaller = without;
    }
    if (smaller !== null) {
      left = smaller;
      parts = Math.max(2, parts - 1);
    } else if (size === 1) return left;
    else parts = Math.min(left.length, parts * 2);
  }
  return left;
}
