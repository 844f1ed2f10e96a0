// Takes one guard out of a text.
// @ts-check

/** The text with one place changed. Throws unless that place is there exactly once. @param {string} text
 * @param {Pick<import('./mutations.mjs').Mutation, 'name' | 'find' | 'put'>} mutation */
export function mutated(text, { name, find, put }) {
  const found = text.split(find).length - 1;
  if (found !== 1) throw new Error(`"${name}": what it takes out is there ${found} times: ${find}`);
  return text.replace(find, () => put);
}
