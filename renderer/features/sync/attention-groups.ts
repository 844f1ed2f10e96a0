// The entries in groups of one reason, so that many of a kind can be settled together. The newest entry's group is first.
import type { AttentionEntry } from '../../replica/replica-types.ts';
import { groupWords } from './attention-words.ts';

export interface AttentionGroup {
  key: string;
  title: string;
  entries: readonly AttentionEntry[];
}

/** Each entry stands in one group, in the order in which it is given. */
export function groupsOf(entries: readonly AttentionEntry[]): AttentionGroup[] {
  const groups = new Map<string, AttentionEntry[]>();
  for (const entry of entries) {
    const title = groupWords(entry.reason);
    groups.set(title, [...(groups.get(title) ?? []), entry]);
  }
  return [...groups].map(([title, own]) => ({ key: title, title, entries: own }));
}
