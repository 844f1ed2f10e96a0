// The messages of the program, read from the code: every text that is given to `say` or `sayWith` stands there as it is.
// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { parseSync } from 'oxc-parser';
import { ROOT } from './run.mjs';

const SIDES = ['domain', 'renderer'];
/** Where `say` itself is made. */
const MAKERS = ['domain/tongue.ts', 'renderer/words/say.ts'];

/** All messages by their English words, and where each is said. @returns {Map<string, string[]>} */
export function messagesOfCode() {
  const found = new Map();
  for (const side of SIDES) {
    for (const name of readdirSync(join(ROOT, side), { recursive: true, encoding: 'utf8' })) {
      const file = `${side}/${name.replaceAll('\\', '/')}`;
      if (!/\.tsx?$/.test(file) || /\.test\.|\/testing\//.test(file) || MAKERS.includes(file)) continue;
      for (const message of messagesIn(file, readFileSync(join(ROOT, file), 'utf8')))
        found.set(message, [...(found.get(message) ?? []), file]);
    }
  }
  return found;
}

/** The messages of one file. Throws where one is no plain text. @param {string} file @param {string} source @returns {string[]} */
export function messagesIn(file, source) {
  if (!/\bsay(With)?\(/.test(source)) return [];
  /** @type {string[]} */
  const found = [];
  /** @param {any} node */
  const look = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.type === 'CallExpression') {
      const name = node.callee.name ?? node.callee.property?.name;
      if (name === 'say' || name === 'sayWith') {
        const [message] = node.arguments;
        if (message?.type !== 'Literal' || typeof message.value !== 'string')
          throw new Error(`${file}: ${source.slice(node.start, node.end)} is no plain text`);
        found.push(message.value);
      }
    }
    for (const part of Object.values(node)) look(part);
  };
  look(parseSync(file, source).program);
  return found;
}

/**
 * What is put into a message: the names of values and elements, and those that choose among plurals or words, with the
 * choices of each. Throws where the message cannot be read.
 * @param {string} message @param {string} locale
 */
export function partsOf(message, locale) {
  /** @type {Set<string>} */
  const values = new Set();
  /** @type {Map<string, string[]>} */
  const choices = new Map();
  /** @param {any[]} parts */
  const look = (parts) => {
    for (const { type, value, options, children } of parts) {
      if (type === ARGUMENT || type === TAG) values.add(value);
      if (type === SELECT || type === PLURAL) {
        choices.set(value, Object.keys(options));
        for (const option of Object.values(options)) look(/** @type {any} */ (option).value);
      }
      if (type === TAG) look(children);
    }
  };
  look(new IntlMessageFormat(message, locale).getAst());
  return { values, choices };
}

// Source: @formatjs/icu-messageformat-parser, TYPE.
const ARGUMENT = 1;
const SELECT = 5;
const PLURAL = 6;
const TAG = 8;
