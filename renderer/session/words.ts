// What may stand in the way of signing in, in one plain sentence.
import type { RefusalCode } from '#domain/refusal.ts';
import { REFUSAL_WORDS } from '../ui/refusal-words.ts';
import { say } from '../words/say.ts';
import type { SignInTrouble } from './session-types.ts';

const WORDS: Record<SignInTrouble, string> = {
  ...(REFUSAL_WORDS satisfies Record<RefusalCode, string>),
  strange_answer: say(
    'Something answers at this address, but it is not a Callbook server. A network login page may be in between.',
  ),
  bad_address: say('This is not an address. It should look like https://callbook.example.com'),
  insecure_address: say('This address is not secure. It has to begin with https://'),
};

/** The sentence for a code. */
export const wordsOf = (code: SignInTrouble): string => WORDS[code];
