import { describe, expect, it } from 'vitest';
import { ENGLISH } from '#domain/tongue.ts';
import { memoryStorage } from '../testing/replica-fixture.ts';
import { chooseLanguage, chosenLanguage, LANGUAGES, languageOf, tongueOf } from './languages.ts';

const idOf = (chosen: string | null, wanted: string[]) => languageOf(chosen, wanted).id;

describe('the language of a run', () => {
  it('is the chosen one, else the first of the system that is spoken here, else English', () => {
    expect(idOf('ja', ['ar-EG', 'en'])).toBe('ja');
    expect(idOf(null, ['fr-FR', 'ar-EG', 'en'])).toBe('ar');
    expect(idOf(null, ['JA-jp'])).toBe('ja');
    expect(idOf(null, ['fr', 'nl'])).toBe('en');
    expect(idOf('klingon', ['ja'])).toBe('ja');
    expect(idOf(null, [])).toBe('en');
  });

  it('is kept on this computer until the system’s is chosen again', () => {
    const kept = memoryStorage();
    expect(chosenLanguage(kept)).toBeNull();
    chooseLanguage(kept, 'ar');
    expect(chosenLanguage(kept)).toBe('ar');
    chooseLanguage(kept, null);
    expect(chosenLanguage(kept)).toBeNull();
  });

  it('brings its catalog along; English needs none', async () => {
    const tongues = await Promise.all(LANGUAGES.map(tongueOf));
    expect(tongues[0]).toBe(ENGLISH);
    expect(tongues.map(({ say }) => say('Today'))).toEqual(['Today', 'اليوم', '今日']);
    const span = tongues.map(({ say }) => say('{hours} h {minutes} min', { hours: 2, minutes: 5 }));
    expect(span).toEqual(['2 h 5 min', '2 س 5 د', '2 時間 5 分']);
  });

  it('keeps what is put into words of the other direction in its own order', async () => {
    const arabic = await tongueOf(languageOf('ar', []));
    expect(arabic.say('{phone} copied', { phone: '+49 30 1234' })).toBe('نُسخ \u2068+49 30 1234\u2069');
  });
});
