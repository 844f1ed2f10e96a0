// The command line of the bench. Pure.
import { parseArgs } from 'node:util';

/** How much is in the workspace that is measured. */
export interface Size {
  name: 'small' | 'full';
  /** Documents of the first sync, of all kinds. */
  documents: number;
  /** Leads and interactions of the large replica, together. */
  large: number;
  /** Writes that wait for the network. */
  queued: number;
  /** Children of the lead that changes hands. */
  children: number;
  /** Documents pushed to and pulled from the server. */
  pushed: number;
}

export const SIZES: Record<Size['name'], Size> = {
  small: { name: 'small', documents: 1000, large: 5000, queued: 100, children: 100, pushed: 1000 },
  full: { name: 'full', documents: 10_000, large: 100_000, queued: 1000, children: 500, pushed: 20_000 },
};

export interface Options {
  /** Ids of figures; empty: all but the long ones. */
  only: string[];
  runs: number;
  size: Size;
  /** The long ones too. */
  soak: boolean;
  soak_minutes: number;
  /** Without what stands beside ours. */
  alone: boolean;
}

const MAX_RUNS = 20;

/** Reads the arguments. Throws one line for people. */
export function readOptions(args: string[], known: readonly string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      runs: { type: 'string', default: '3' },
      size: { type: 'string', default: 'full' },
      soak: { type: 'boolean', default: false },
      'soak-minutes': { type: 'string', default: '60' },
      alone: { type: 'boolean', default: false },
    },
  });
  const only = values.only.flatMap((list) => list.split(',')).filter((id) => id !== '');
  const unknown = only.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new Error(`--only: no figure ${unknown}; there are ${known.join(', ')}`);
  const size = SIZES[values.size as Size['name']];
  if (!Object.hasOwn(SIZES, values.size)) throw new Error('--size is small or full');
  return {
    only,
    runs: whole('--runs', values.runs, MAX_RUNS),
    size,
    soak: values.soak,
    soak_minutes: whole('--soak-minutes', values['soak-minutes'], 24 * 60),
    alone: values.alone,
  };
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new Error(`${name} is a whole number from 1 to ${most}`);
}
