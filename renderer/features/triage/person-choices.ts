// Whom a lead may be given to, found by two letters: the beginning of a name, or its initials.
import { compareCodePoints } from '#domain/plan/order.ts';
import { handoverInForce } from '#domain/user/handover.ts';
import type { User } from '#domain/user/user.ts';
import { say } from '../../words/say.ts';

export interface PersonChoice {
  id: string;
  name: string;
  /** Unanswered leads that he has now. */
  owed: number;
  /** Who covers for him now; null while he is there. */
  cover: string | null;
  /** He has this lead already. */
  current: boolean;
}

type Person = Pick<User, 'id' | 'name' | 'is_active' | 'handover' | 'time_zone'>;

/** Everybody who is active, who has least to answer first. `owed`: unanswered leads by person; `now`: an instant. */
export function personChoices(
  users: readonly Person[],
  owed: ReadonlyMap<string, number>,
  assigneeId: string | null,
  now: string,
): PersonChoice[] {
  const coverOf = ({ handover, time_zone }: Person): string | null =>
    handover !== null && handoverInForce(handover, now, time_zone)
      ? (users.find(({ id }) => id === handover.to_id)?.name ?? say('a colleague'))
      : null;
  return users
    .filter(({ is_active }) => is_active)
    .map((user) => ({
      id: user.id,
      name: user.name,
      owed: owed.get(user.id) ?? 0,
      cover: coverOf(user),
      current: user.id === assigneeId,
    }))
    .sort(
      (a, b) =>
        Number(a.current) - Number(b.current) ||
        Number(a.cover !== null) - Number(b.cover !== null) ||
        a.owed - b.owed ||
        compareCodePoints(a.name.toLowerCase(), b.name.toLowerCase()) ||
        compareCodePoints(a.id, b.id),
    );
}

/** The choices that the letters mean, the best first; all of them without letters. */
export function choicesFor(choices: readonly PersonChoice[], letters: string): PersonChoice[] {
  const sought = plain(letters);
  if (sought === '') return [...choices];
  return choices
    .map((choice, at) => ({ choice, at, rank: rankOf(plain(choice.name), sought) }))
    .filter(({ rank }) => rank < NONE)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ choice }) => choice);
}

const NONE = 4;

function rankOf(name: string, sought: string): number {
  const words = name.split(/[\s-]+/);
  if (name.startsWith(sought)) return 0;
  if (
    words
      .map((word) => word.charAt(0))
      .join('')
      .startsWith(sought)
  )
    return 1;
  if (words.some((word) => word.startsWith(sought))) return 2;
  return name.includes(sought) ? 3 : NONE;
}

const plain = (text: string): string => text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** How many of these rows each person has. */
export function owedBy(rows: readonly { lead: { assignee_id: string | null } }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { lead } of rows)
    if (lead.assignee_id !== null) counts.set(lead.assignee_id, (counts.get(lead.assignee_id) ?? 0) + 1);
  return counts;
}
