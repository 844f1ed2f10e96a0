// Why a lead was found, where its row does not show it anyway.
import type { SearchHit } from '../../replica/desk-types.ts';
import { say } from '../../words/say.ts';

const FOUND_BY: Readonly<Partial<Record<SearchHit['matched']['kind'], string>>> = {
  poc: say('Contact'),
  phone: say('Phone'),
  email: say('E-mail'),
  tag: say('Tag'),
};

/** "Contact: Mara Lind"; null where the name, company or city was found, or nothing was looked for. */
export function foundWords(hit: SearchHit | undefined): string | null {
  const by = hit && FOUND_BY[hit.matched.kind];
  return by ? `${by}: ${hit.matched.text}` : null;
}
