// The very first of the page: its language. What shows anything is fetched once that is known, since words stand in
// constants of modules too.
import { chosenLanguage, languageOf, tongueOf } from './words/languages.ts';
import { speak } from './words/say.ts';

const language = languageOf(chosenLanguage(window.localStorage), navigator.languages);
try {
  speak(await tongueOf(language));
  document.documentElement.lang = language.id;
  document.documentElement.dir = language.rtl ? 'rtl' : 'ltr';
} catch (fault) {
  // Better in English than not at all.
  console.error(`the words of ${language.id}: ${String(fault)}`);
}
await import('./main.tsx');
