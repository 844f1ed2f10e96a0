// What is personal in a line of the audit is kept apart from it: the line holds a salted digest of it, so that it can be
// erased while the chain of hashes stays whole.
import { createHash, randomBytes } from 'node:crypto';
import { canonical } from './canonical.ts';

type Values = Record<string, unknown>;

/** Fields that tell of a person, by what the line is about. */
const FIELDS: Record<string, readonly string[]> = {
  lead: [
    ...['name', 'first_name', 'last_name', 'email', 'phone', 'company', 'city', 'address'],
    ...['tags', 'custom', 'resume'],
  ],
  poc: ['name', 'role', 'email', 'phone'],
  interaction: ['note'],
  customer: ['name'],
  metric: ['override'],
  user: ['name', 'email'],
};

/** Words that people wrote, wherever they stand. */
const WORDS = ['note', 'message', 'reason'];

export interface Personal {
  salt: string;
  content: Values;
}

/** The details without what is personal, and that in the same shape; null: nothing is. */
export function splitDetails(entity: string, details: Values): { kept: Values; personal: Personal | null } {
  const isPersonal = (field: string) => WORDS.includes(field) || FIELDS[entity]?.includes(field) === true;
  const content: Values = {};
  const kept: Values = {};
  for (const [key, value] of Object.entries(details)) {
    if ((key === 'before' || key === 'after') && isValues(value)) {
      const [own, rest] = parted(value, isPersonal);
      kept[key] = rest;
      if (Object.keys(own).length > 0) content[key] = own;
    } else if (isPersonal(key) && saysSomething(value)) content[key] = value;
    else kept[key] = value;
  }
  const personal =
    Object.keys(content).length > 0 ? { salt: randomBytes(16).toString('hex'), content } : null;
  return { kept, personal };
}

function parted(values: Values, isPersonal: (field: string) => boolean): [own: Values, rest: Values] {
  const own: Values = {};
  const rest: Values = {};
  for (const [field, value] of Object.entries(values))
    (isPersonal(field) && saysSomething(value) ? own : rest)[field] = value;
  return [own, rest];
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** That a field became empty is nobody's secret. */
const saysSomething = (value: unknown): boolean => value !== null && value !== undefined;

/** The details as they were before they were parted. */
export function joinedDetails(kept: Values, content: Values | null): Values {
  const all: Values = { ...kept };
  for (const [key, value] of Object.entries(content ?? {})) {
    const old = all[key];
    all[key] = isValues(old) && isValues(value) ? { ...old, ...value } : value;
  }
  return all;
}

/** SHA-256, hex. */
export const digestOf = ({ salt, content }: Personal): string =>
  createHash('sha256')
    .update(canonical([salt, content]))
    .digest('hex');
