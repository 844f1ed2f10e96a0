// Leads that become a person's own while the program runs. A lead carries no word of when it was given, so those that are
// here at the first look are no news, and neither is one that the person has made or taken himself.

export interface Arrivals {
  /** Takes the leads that are his now; answers with those that came since the first look, and when. */
  look(ids: readonly string[], now: string): { lead_id: string; at: string }[];
}

/** Deps: whether the person has done something to a lead on this device. */
export function createArrivals({ touched }: { touched(leadId: string): boolean }): Arrivals {
  let known: Set<string> | null = null;
  const came = new Map<string, string>();
  return {
    look: (ids, now) => {
      if (known === null) known = new Set(ids);
      for (const id of ids) {
        if (known.has(id)) continue;
        known.add(id);
        if (!touched(id)) came.set(id, now);
      }
      if (came.size === 0) return [];
      const his = new Set(ids);
      return [...came].flatMap(([lead_id, at]) => (his.has(lead_id) ? [{ lead_id, at }] : []));
    },
  };
}
