// By what two leads are likely the same one: the same e-mail address, the same telephone number, or the same name in the
// same city. The server and the laptops ask in the same way.
import type { Match } from './merge-reply.ts';

/** What a lead is compared by; what is not given is not compared. */
export type Likeness = { [field in 'id' | 'name' | 'email' | 'phone' | 'city']?: string | null | undefined };

/** National and international writings of one number share their last nine digits. */
export const PHONE_TAIL = 9;
/** A number of fewer digits says nothing. */
export const SHORTEST_PHONE = 6;

/** Between a name and a city. */
export const LIKENESS_PART = '\u001f';

/** As text is compared: case, and how many blanks there are, do not count. */
export const plainLikeness = (text: string | null | undefined): string =>
  (text ?? '').trim().replace(/\s+/g, ' ').toLowerCase();

/** The last digits of a number, without an extension ("x12"). */
export const phoneTail = (phone: string | null | undefined): string =>
  (phone ?? '').replace(/x.*$/s, '').replace(/\D/g, '').slice(-PHONE_TAIL);

/** What the lead is compared by, each alike for two leads that match. */
export function likenessByMatch({ email, phone, name, city }: Likeness): Partial<Record<Match, string>> {
  const tail = phoneTail(phone);
  return {
    ...(email ? { email: plainLikeness(email) } : {}),
    ...(tail.length >= SHORTEST_PHONE ? { phone: tail } : {}),
    ...(name && city ? { name_city: plainLikeness(name) + LIKENESS_PART + plainLikeness(city) } : {}),
  };
}

/** The same as keys of one map. */
export const likenessKeys = (lead: Likeness): string[] =>
  Object.entries(likenessByMatch(lead)).map(([match, key]) => `${match} ${key}`);
