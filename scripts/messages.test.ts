// Nothing on the screens is said in one language only.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messagesIn, messagesOfCode, partsOf } from './messages.mjs';
import { ROOT } from './run.mjs';

const messages = messagesOfCode();
const catalogOf = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(ROOT, `renderer/words/catalogs/${language}.json`), 'utf8')) as Record<
    string,
    string
  >;
const LANGUAGES = { ar: catalogOf('ar'), ja: catalogOf('ja') };

/** The plural forms that a message in the language has to name, beside "other"; exact numbers stand in for them. */
const FORMS = { ar: [['one', '=1'], ['two', '=2'], ['few']], ja: [] };

describe('the messages in the code', () => {
  it('are plain texts, so that all of them are known', () => {
    expect(messages.size).toBeGreaterThan(1500);
    expect(
      messagesIn('a.ts', "say('today'); tongue.say('{n} h', { n }); sayWith('<b>x</b>', { b })"),
    ).toEqual(['today', '{n} h', '<b>x</b>']);
    expect(() => messagesIn('a.ts', 'say(words)')).toThrow('a.ts: say(words) is no plain text');
    expect(() => messagesIn('a.ts', 'say(a + b)')).toThrow('no plain text');
  });

  it('can be read, each of them', () => {
    expect([...messages.keys()].filter((message) => !readable(message, 'en'))).toEqual([]);
  });
});

describe.each(['ar', 'ja'] as const)('the catalog of %s', (language) => {
  const catalog = LANGUAGES[language];

  it('has every message of the code, and none that is left over', () => {
    expect([...messages.keys()].filter((message) => catalog[message] === undefined)).toEqual([]);
    expect(Object.keys(catalog).filter((message) => !messages.has(message))).toEqual([]);
    expect(Object.entries(catalog).filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  it('puts the same values into each message', () => {
    const unlike = Object.entries(catalog).filter(([message, words]) => {
      if (!readable(words, language)) return true;
      const [source, own] = [partsOf(message, 'en'), partsOf(words, language)];
      const known = new Set([...source.values, ...source.choices.keys()]);
      const names = [...own.values, ...own.choices.keys()];
      return (
        names.some((name) => !known.has(name)) || [...source.values].some((name) => !names.includes(name))
      );
    });
    expect(unlike).toEqual([]);
  });

  it('names the plural forms that its language has', () => {
    const poor = Object.values(catalog).filter((words) =>
      [...partsOf(words, language).choices.values()].some(
        (forms) =>
          !forms.includes('true') &&
          !forms.includes('sorting') &&
          FORMS[language].some((same) => !same.some((form) => forms.includes(form))),
      ),
    );
    expect(poor).toEqual([]);
  });
});

function readable(message: string, language: string): boolean {
  try {
    partsOf(message, language);
    return true;
  } catch {
    return false;
  }
}
