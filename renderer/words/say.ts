// The language of this run, for every word on the page. It is set once, before the screens are fetched, so that words in
// constants of modules are in it too; choosing another language loads the page anew.

import { IntlMessageFormat } from 'intl-messageformat';
import { createElement, Fragment, type ReactNode } from 'react';
import { ENGLISH, type Tongue, type Values } from '#domain/tongue.ts';

let current: Tongue = ENGLISH;

/** Sets the language of this run. */
export function speak(tongue: Tongue): void {
  current = tongue;
}

/** The language of this run, for the rules that say something. */
export const tongue = (): Tongue => current;

/** A message by its English words, in the language of this run: `say('{n, plural, one {# lead} other {# leads}}', { n })`. */
export const say = (message: string, values?: Values): string => current.say(message, values);

/** What is put into a message that holds elements: values, elements, and `<b>`: what makes an element of the words within. */
export type RichValues = Readonly<Record<string, ReactNode | ((words: ReactNode) => ReactNode)>>;

const read = new Map<string, IntlMessageFormat>();

/** As `say`, with elements among the words: `sayWith('Last order <b>{amount}</b>', { amount, b: (words) => <b>{words}</b> })`. */
export function sayWith(message: string, values: RichValues): ReactNode {
  let format = read.get(message);
  if (format === undefined) {
    format = new IntlMessageFormat(current.wordsOf(message), current.locale);
    read.set(message, format);
  }
  const made = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'function'
        ? (parts: ReactNode[]) => value(createElement(Fragment, null, ...parts))
        : value,
    ]),
  );
  const parts = format.format<ReactNode>(made as Record<string, ReactNode>);
  return createElement(Fragment, null, ...(Array.isArray(parts) ? parts : [parts]));
}
