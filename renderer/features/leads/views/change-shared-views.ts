// Asks the server to change the views that everybody finds. They belong to all, so that this cannot wait for the network; the
// newest ones are read first, and nobody's change of the same moment is lost.
import { type LeadView, leadViewSchema } from '#domain/settings/lead-view.ts';
import { type Answer, troubleOf } from '../../../replica/classify-answer.ts';
import { answerOf, type Fetch, OWN_HEADERS } from '../../../replica/wire.ts';
import { refusalOf } from '../../../session/api.ts';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { say } from '../../../words/say.ts';

const NO_NETWORK = say(
  'Views that everybody finds need the network. Your own are kept here; try again when it is back.',
);
const STRANGE = say('The server answered in an unknown way. Try again later.');
const TRIES = 3;

/** Gives why it was not done, in words; null when it was. */
export async function changeSharedViews(
  fetch: Fetch,
  change: (views: LeadView[]) => LeadView[],
): Promise<string | null> {
  try {
    for (let tried = 1; ; tried += 1) {
      const trouble = await changeOnce(fetch, change);
      if (trouble === null) return null;
      const refusal = refusalOf(trouble);
      if (refusal.code === 'stale' && tried < TRIES) continue;
      if (refusal.code === 'offline') return NO_NETWORK;
      return refusal.code === 'strange_answer' ? STRANGE : refusalWords(refusal);
    }
  } catch (fault) {
    // What fetch throws where nobody answers; anything else is a defect.
    if (!(fault instanceof TypeError || fault instanceof DOMException)) throw fault;
    return NO_NETWORK;
  }
}

/** The answer that stands in the way, or null. */
async function changeOnce(fetch: Fetch, change: (views: LeadView[]) => LeadView[]): Promise<Answer | null> {
  const headers = { ...OWN_HEADERS, accept: 'application/json' };
  const read = await answerOf(await fetch('/api/settings', { headers }));
  if (troubleOf(read)) return read;
  const { write_id, lead_views } = settingsOf(read.body);
  const patch = { lead_views: change(lead_views) };
  const changed = await answerOf(
    await fetch('/api/settings', {
      method: 'PATCH',
      headers: { ...headers, 'content-type': 'application/json', 'if-match': `"${write_id}"` },
      body: JSON.stringify(patch),
    }),
  );
  return troubleOf(changed) ? changed : null;
}

function settingsOf(body: unknown): { write_id: string; lead_views: LeadView[] } {
  const given: Partial<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  return {
    write_id: String(given['write_id']),
    lead_views: leadViewSchema.array().nullish().parse(given['lead_views']) ?? [],
  };
}
