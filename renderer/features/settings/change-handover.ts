// Asks the server to set or end a handover. It holds for others at once, so it cannot wait for the network as work does.
import type { Handover } from '#domain/user/handover.ts';
import { troubleOf } from '../../replica/classify-answer.ts';
import { answerOf, type Fetch, OWN_HEADERS } from '../../replica/wire.ts';
import { refusalOf } from '../../session/api.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { say } from '../../words/say.ts';

const NO_NETWORK = say(
  'This needs the network, so that your colleague gets the calls. Try again when it is back.',
);
const STRANGE = say('The server answered in an unknown way. Try again later.');

/** Sets the handover, or ends it (null). Gives why it was not done, in words; null when it was. */
export async function changeHandover(
  fetch: Fetch,
  userId: string,
  handover: Handover | null,
): Promise<string | null> {
  const init = handover === null ? { method: 'DELETE' } : { method: 'PUT', body: JSON.stringify(handover) };
  const headers = { ...OWN_HEADERS, accept: 'application/json', 'content-type': 'application/json' };
  try {
    const answer = await answerOf(await fetch(`/api/users/${userId}/handover`, { ...init, headers }));
    if (!troubleOf(answer)) return null;
    const refusal = refusalOf(answer);
    if (refusal.code === 'offline') return NO_NETWORK;
    return refusal.code === 'strange_answer' ? STRANGE : refusalWords(refusal);
  } catch (fault) {
    // What fetch throws where nobody answers; anything else is a defect.
    if (!(fault instanceof TypeError || fault instanceof DOMException)) throw fault;
    return NO_NETWORK;
  }
}
