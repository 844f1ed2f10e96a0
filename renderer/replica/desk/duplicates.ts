// The hint while a lead is typed in: who is likely the same one already. It asks in the same way as the server does.
import { likenessByMatch } from '#domain/lead/likeness.ts';
import type { Match } from '#domain/lead/merge-reply.ts';
import type { Desk, LikelyDuplicate } from '../desk-types.ts';
import type { Entries } from './entries.ts';

const WHY: readonly (readonly [Match, LikelyDuplicate['why']])[] = [
  ['email', 'email'],
  ['phone', 'phone'],
  ['name_city', 'name'],
];

/** Deps: the entries that are compared. */
export function createDuplicateFinder(entries: Entries): Desk['likelyDuplicates'] {
  return (lead, limit = 5) => {
    const wanted = likenessByMatch(lead);
    const found: LikelyDuplicate[] = [];
    for (const { lead_id, lead: other } of entries.all()) {
      if (other === null || other.deleted_at !== null || other.merged_into_id !== null) continue;
      const theirs = likenessByMatch(other);
      const why = WHY.find(([match]) => wanted[match] !== undefined && wanted[match] === theirs[match])?.[1];
      if (why) found.push({ lead_id, name: other.name, why });
      if (found.length === limit) break;
    }
    return found;
  };
}

/** The leads that were merged into this one. */
export const createMergedInto =
  (entries: Entries): Desk['mergedInto'] =>
  (leadId) =>
    [...entries.all()].flatMap(({ lead }) =>
      lead?.merged_into_id === leadId ? [{ lead_id: lead.id, name: lead.name }] : [],
    );
