// Leads that are likely the same one, in groups: those that share an address, a number, or a name in a city, and those
// that share one with them. Two that somebody has said are different are not joined by what they share.
import type { Lead } from '#domain/lead/lead.ts';
import { likenessByMatch } from '#domain/lead/likeness.ts';
import { MATCHES, type Match } from '#domain/lead/merge-reply.ts';
import { tongue } from '../../words/say.ts';

export interface DuplicateGroup {
  /** The id of its oldest lead. */
  id: string;
  /** Oldest first. */
  leads: readonly Lead[];
  matches: readonly Match[];
}

/** Names two leads, whichever comes first. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(' ');

/** The groups, by the name of their oldest lead. `apart` holds pairs that are different leads. */
export function duplicateGroups(leads: readonly Lead[], apart: ReadonlySet<string>): DuplicateGroup[] {
  const joined = createSets();
  const shared: { match: Match; id: string }[] = [];
  for (const { match, ids } of sharing(leads)) {
    for (const [one, other] of pairsOf(ids, apart)) {
      joined.join(one, other);
      shared.push({ match, id: one });
    }
  }
  const groups = new Map<string, { leads: Lead[]; matches: Set<Match> }>();
  const touched = new Set(shared.map(({ id }) => joined.rootOf(id)));
  for (const lead of leads) {
    const root = joined.rootOf(lead.id);
    if (!touched.has(root)) continue;
    const group = groups.get(root) ?? { leads: [], matches: new Set() };
    group.leads.push(lead);
    groups.set(root, group);
  }
  for (const { match, id } of shared) groups.get(joined.rootOf(id))?.matches.add(match);
  return [...groups.values()].map(groupOf).sort(byName);
}

function groupOf({ leads, matches }: { leads: Lead[]; matches: Set<Match> }): DuplicateGroup {
  const oldest = [...leads].sort((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1));
  return { id: oldest[0]?.id ?? '', leads: oldest, matches: MATCHES.filter((match) => matches.has(match)) };
}

const byName = (a: DuplicateGroup, b: DuplicateGroup): number =>
  (a.leads[0]?.name ?? '').localeCompare(b.leads[0]?.name ?? '', tongue().locale) || (a.id < b.id ? -1 : 1);

function sharing(leads: readonly Lead[]): { match: Match; ids: string[] }[] {
  const found = new Map<string, { match: Match; ids: string[] }>();
  for (const lead of leads) {
    const keys = likenessByMatch(lead);
    for (const match of MATCHES) {
      const key = keys[match];
      if (key === undefined) continue;
      const name = `${match} ${key}`;
      const bucket = found.get(name);
      if (bucket) bucket.ids.push(lead.id);
      else found.set(name, { match, ids: [lead.id] });
    }
  }
  return [...found.values()].filter(({ ids }) => ids.length > 1);
}

// Where nobody has spoken, each with the next is enough; else each is asked with each.
function pairsOf(ids: readonly string[], apart: ReadonlySet<string>): [string, string][] {
  const next = ids.flatMap((id, at): [string, string][] => {
    const other = ids[at + 1];
    return other === undefined ? [] : [[id, other]];
  });
  const known = new Set([...apart].flatMap((pair) => pair.split(' ')));
  if (ids.filter((id) => known.has(id)).length < 2) return next;
  return ids
    .flatMap((id, at) => ids.slice(at + 1).map((other): [string, string] => [id, other]))
    .filter(([id, other]) => !apart.has(pairOf(id, other)));
}

function createSets() {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    if (root !== id) parents.set(id, root);
    return root;
  };
  return {
    rootOf,
    join: (one: string, other: string) => {
      const [a, b] = [rootOf(one), rootOf(other)];
      if (a !== b) parents.set(a, b);
    },
  };
}
