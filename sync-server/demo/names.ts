// Fictional names, places and numbers for the demo workspace. Any likeness to real people or firms is chance.
import type { Chance } from './chance.ts';

export interface Place {
  time_zone: string;
  country: string;
  city: string;
  /** Start of its telephone numbers, kept for fiction where a country has such a range. */
  dial: string;
}

/** One place in each of the eight zones. */
export const PLACES: readonly Place[] = [
  { time_zone: 'Europe/Berlin', country: 'DE', city: 'Leipzig', dial: '+49 30 23125' },
  { time_zone: 'Europe/London', country: 'GB', city: 'Leeds', dial: '+44 113 496 0' },
  { time_zone: 'America/New_York', country: 'US', city: 'Albany', dial: '+1 518 555 01' },
  { time_zone: 'America/Los_Angeles', country: 'US', city: 'Fresno', dial: '+1 559 555 01' },
  { time_zone: 'America/Sao_Paulo', country: 'BR', city: 'Campinas', dial: '+55 19 5550 1' },
  { time_zone: 'Asia/Kolkata', country: 'IN', city: 'Pune', dial: '+91 20 5550 1' },
  { time_zone: 'Asia/Tokyo', country: 'JP', city: 'Sendai', dial: '+81 22 555 01' },
  { time_zone: 'Australia/Sydney', country: 'AU', city: 'Newcastle', dial: '+61 2 5550 1' },
];

const FIRST_WORDS = [
  'Amber',
  'Birch',
  'Cobalt',
  'Dapple',
  'Ember',
  'Fennel',
  'Gable',
  'Harbour',
  'Indigo',
  'Juniper',
  'Kestrel',
];
const SECOND_WORDS = ['Bakery', 'Foods', 'Kitchen', 'Market', 'Pantry', 'Supply', 'Trading'];
const GIVEN = [
  'Ines',
  'Jonas',
  'Leila',
  'Marek',
  'Nadia',
  'Oskar',
  'Priya',
  'Ravi',
  'Sora',
  'Tomas',
  'Uma',
  'Viktor',
  'Wren',
  'Yuki',
];
const FAMILY = [
  'Abend',
  'Brook',
  'Costa',
  'Dahl',
  'Eriksen',
  'Fontaine',
  'Grau',
  'Holm',
  'Iyer',
  'Jansen',
  'Kato',
  'Lindqvist',
  'Moss',
];
const ROLES = ['Purchasing', 'Owner', 'Store manager', 'Head chef', 'Office', 'Warehouse'];

/** The name of the n-th firm: 77 different ones, then numbered. */
export function firmName(n: number): string {
  const first = FIRST_WORDS[n % FIRST_WORDS.length] ?? '';
  const second = SECOND_WORDS[n % SECOND_WORDS.length] ?? '';
  const round = Math.floor(n / (FIRST_WORDS.length * SECOND_WORDS.length));
  return round === 0 ? `${first} ${second}` : `${first} ${second} ${round + 1}`;
}

/** A person's name, of 182 different ones. */
export const personName = (n: number): { first_name: string; last_name: string } => ({
  first_name: GIVEN[n % GIVEN.length] ?? '',
  last_name: FAMILY[n % FAMILY.length] ?? '',
});

export const roleName = (chance: Chance): string => chance.pick(ROLES);

/** A telephone number at the place; `n` keeps numbers apart. */
export const phoneAt = (place: Place, n: number): string =>
  `${place.dial}${String(n % 100).padStart(2, '0')}`;

/** An address that no mail reaches. */
export const addressOf = (name: string, n: number): string =>
  `${name
    .toLowerCase()
    .match(/[a-z]+/g)
    ?.join('.')}.${n}@demo.callbook.example`;

/** What people note after a call. */
export const NOTES = [
  'Wants the price list for the new range.',
  'Happy with the last delivery, asked about volume discounts.',
  'Storage is full until the end of the month.',
  'Compares us with a local supplier; send references.',
  'Prefers calls before noon.',
  'Asked for two samples of the dark roast.',
  'New chef starts soon, wants to meet.',
  'Short call, busy with stocktaking.',
  'Complained about a late pallet; credited.',
  'Plans a second branch in autumn.',
];
