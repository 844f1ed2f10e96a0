// One key per pipeline state: its first letter, else the next one of its name that is free, else a digit.

/** Letters (lower case) and their states, in the given order. The built-in states keep their own first letters. */
export function stateLetters(states: readonly string[]): Map<string, string> {
  const letters = new Map<string, string>();
  for (const state of states) {
    const wanted = [...state.toLowerCase().replace(/[^a-z]/g, ''), ...'123456789abcdefghijklmnopqrstuvwxyz'];
    const free = wanted.find((letter) => !letters.has(letter));
    if (free !== undefined) letters.set(free, state);
  }
  return letters;
}
