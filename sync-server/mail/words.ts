// The words that mails take from the server rather than from their templates, in each language.
import type { Language } from '#domain/language.ts';

export interface Words {
  locale: string;
  dear: (firstName: string) => string;
  hello: string;
  leads: (count: number) => string;
  more: (count: number) => string;
  andMore: (count: number) => string;
  known: (name: string, link: string) => string;
  attached: (file: string) => string;
  tooLarge: (file: string, link: string) => string;
  due: (instant: string) => string;
  answered: (instant: string) => string;
  nobody: string;
}

export const WORDS: Record<Language, Words> = {
  en: {
    locale: 'en-GB',
    dear: (name) => `Dear ${name},`,
    hello: 'Hello,',
    leads: (count) => `${count} leads`,
    more: (count) => ` and ${count} more`,
    andMore: (count) => `and ${count} more`,
    known: (name, link) => `this address is known: ${name}, ${link}`,
    attached: (file) => `attached (${file})`,
    tooLarge: (file, link) => `${file}, too large to attach: ${link}`,
    due: (instant) => `due ${instant}`,
    answered: (instant) => `answered ${instant}`,
    nobody: 'assigned to nobody',
  },
  de: {
    locale: 'de-DE',
    dear: (name) => `Guten Tag ${name},`,
    hello: 'Guten Tag,',
    leads: (count) => `${count} Leads`,
    more: (count) => ` und ${count} weitere`,
    andMore: (count) => `und ${count} weitere`,
    known: (name, link) => `diese Adresse ist bekannt: ${name}, ${link}`,
    attached: (file) => `im Anhang (${file})`,
    tooLarge: (file, link) => `${file}, zu groß für den Anhang: ${link}`,
    due: (instant) => `fällig ${instant}`,
    answered: (instant) => `beantwortet ${instant}`,
    nobody: 'niemandem zugeteilt',
  },
};
