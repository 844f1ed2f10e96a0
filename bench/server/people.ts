// The people of the workspace that is measured, and how much each of them has.
import type { Size } from '../options.ts';

/**
 * sync: the documents of a first sync, of all kinds · large: leads and interactions alone, many · work: like sync, and
 * written to · give, take: between whom leads change hands · admin: who hands them over.
 */
export const NAMES = ['admin', 'sync', 'large', 'work', 'give', 'take'] as const;
export type Name = (typeof NAMES)[number];

export interface Person {
  id: string;
  email: string;
  password: string;
}

export type People = Record<Name, Person>;

/** What is made for a KAM. `bare`: without contacts and customers, so that the number of documents is exact. */
export interface Holdings {
  leads: number;
  interactions: number;
  bare: boolean;
}

/** Of ten documents of all kinds one is a lead, with a contact; every fifth lead is a customer. */
const mixed = (documents: number): Holdings => {
  const leads = documents / 10;
  return { leads, interactions: documents - leads - leads - Math.ceil(leads / 5), bare: false };
};

/** What each person has at this size; in every run one lead changes hands. */
export const holdingsOf = (size: Size, runs: number): Partial<Record<Name, Holdings>> => ({
  sync: mixed(size.documents),
  large: { leads: size.large / 10, interactions: (size.large * 9) / 10, bare: true },
  work: mixed(size.documents),
  give: { leads: runs, interactions: runs * size.children, bare: true },
});
