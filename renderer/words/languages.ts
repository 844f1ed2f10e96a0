// The languages that the program speaks, and which of them a person wants: the one chosen here, else the first that the
// system names.
import { type Catalog, createTongue, ENGLISH, type Tongue } from '#domain/tongue.ts';

export interface Language {
  /** BCP 47, as in the page's `lang`. */
  id: string;
  /** In the language itself. */
  name: string;
  /** For Intl: with Latin digits, as phone numbers and what is typed have them. */
  locale: string;
  rtl: boolean;
  fetch(): Promise<Catalog>;
}

const catalogOf = (module: { default: Catalog }): Catalog => module.default;

export const LANGUAGES: readonly Language[] = [
  { id: 'en', name: 'English', locale: 'en', rtl: false, fetch: () => Promise.resolve({}) },
  {
    id: 'ar',
    name: 'العربية',
    locale: 'ar-u-nu-latn',
    rtl: true,
    fetch: () => import('./catalogs/ar.json').then(catalogOf),
  },
  {
    id: 'ja',
    name: '日本語',
    locale: 'ja',
    rtl: false,
    fetch: () => import('./catalogs/ja.json').then(catalogOf),
  },
];

/** Of the page's storage; it is read before anything that is sealed can be opened. */
export const LANGUAGE_KEY = 'callbook:language';

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The language that was chosen on this computer; null for the system's. */
export const chosenLanguage = (kept: Kept): string | null => kept.getItem(LANGUAGE_KEY);

/** Keeps a choice; null for the system's. It holds from the next start of the page on. */
export function chooseLanguage(kept: Kept, id: string | null): void {
  if (id === null) kept.removeItem(LANGUAGE_KEY);
  else kept.setItem(LANGUAGE_KEY, id);
}

/** The language of a run. `wanted` are BCP 47 tags, the best first; one that is not spoken here falls to the next. */
export function languageOf(chosen: string | null, wanted: readonly string[]): Language {
  for (const tag of [chosen ?? '', ...wanted]) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = LANGUAGES.find(({ id }) => id === primary);
    if (found) return found;
  }
  return LANGUAGES[0] as Language;
}

/** Fetches what a language needs to be spoken. Rejects where its catalog cannot be had. */
export async function tongueOf({ locale, rtl, fetch }: Language): Promise<Tongue> {
  return locale === ENGLISH.locale ? ENGLISH : createTongue({ locale, rtl, catalog: await fetch() });
}
