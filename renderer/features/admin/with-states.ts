// The states of the pipeline while they are edited: what hangs on a state's name follows it when it is renamed, and goes
// when it goes.
import type { Settings } from '#domain/settings/settings.ts';

type Pipeline = Pick<Settings, 'states' | 'transitions'>;

/** The name of a state as people type it: "Demo booked" is DEMO_BOOKED. */
export const stateNameFrom = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
    .replace(/[^A-Z0-9_]/g, '');

/** `states` in place of those before; one that alone has another name in the same place was renamed. */
export function withStates({ states: before, transitions }: Pipeline, states: Settings['states']): Pipeline {
  const renamed = renamedIn(before, states);
  const known = new Set(states.map(({ name }) => name));
  const now = (name: string): string => (name === renamed?.from ? renamed.to : name);
  const table = (transitions ?? [])
    .map(({ from, to }) => ({ from: now(from), to: to.map(now).filter((name) => known.has(name)) }))
    .filter(({ from }) => known.has(from));
  return { states, transitions: table.length > 0 ? table : null };
}

function renamedIn(before: Settings['states'], after: Settings['states']) {
  if (before.length !== after.length) return null;
  const others = after.flatMap(({ name }, at) => {
    const from = before[at]?.name;
    return from === undefined || from === name ? [] : [{ from, to: name }];
  });
  return others.length === 1 ? others[0] : null;
}

/** Whether leads may go from one state to another; a state that the table does not name goes anywhere. */
export const mayGo = (transitions: Settings['transitions'], from: string, to: string): boolean =>
  transitions?.find((row) => row.from === from)?.to.includes(to) ?? true;

/** The table with one way opened or closed. A state from which all ways are open is not named. */
export function withWay(
  { states, transitions }: Pipeline,
  from: string,
  to: string,
  open: boolean,
): Settings['transitions'] {
  const others = states.map(({ name }) => name).filter((name) => name !== from);
  const ways = others.filter((name) => (name === to ? open : mayGo(transitions, from, name)));
  const rest = (transitions ?? []).filter((row) => row.from !== from);
  const table = ways.length === others.length ? rest : [...rest, { from, to: ways }];
  return table.length > 0 ? table : null;
}
