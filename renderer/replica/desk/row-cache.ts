// The rows of all leads, worked out once and again only where a lead has changed or its time has come.
import type { Entries } from './entries.ts';
import type { DeskEntry } from './entry.ts';
import { FOREVER, type Viewpoint } from './rows.ts';

/** `Row` has the first instant at which it may be another. */
export interface RowCache<Row> {
  /** The rows of all leads that stand, as of the viewpoint. */
  all(view: Viewpoint): Row[];
  one(leadId: string, view: Viewpoint): Row | null;
  /** These leads have changed; null: everything has (settings, the KAM's zone, the clock). */
  forget(leadIds: Iterable<string> | null): void;
  /** The first instant at which a row that was worked out may be another; null without rows. */
  nextChange(): string | null;
}

interface Kept<Row> {
  worked: Row | null;
  from: string;
  until: string;
}

/** Deps: the entries that rows are made from, and how: null for a lead that does not stand. */
export function createRowCache<Row extends { until: string }>(deps: {
  entries: Entries;
  work(entry: DeskEntry, view: Viewpoint): Row | null;
}): RowCache<Row> {
  const { entries, work } = deps;
  let kept = new Map<string, Kept<Row>>();
  const rowOf = (entry: DeskEntry, view: Viewpoint): Kept<Row> => {
    const known = kept.get(entry.lead_id);
    if (known && view.now >= known.from && view.now < known.until) return known;
    const worked = work(entry, view);
    const made = { worked, from: view.now, until: worked?.until ?? FOREVER };
    kept.set(entry.lead_id, made);
    return made;
  };
  return {
    all: (view) => {
      const rows: Row[] = [];
      for (const entry of entries.all()) {
        const { worked } = rowOf(entry, view);
        if (worked) rows.push(worked);
      }
      return rows;
    },
    one: (leadId, view) => {
      const entry = entries.get(leadId);
      return entry ? rowOf(entry, view).worked : null;
    },
    forget: (leadIds) => {
      if (leadIds === null) kept = new Map();
      else for (const leadId of leadIds) kept.delete(leadId);
    },
    nextChange: () => {
      let first = FOREVER;
      for (const { until } of kept.values()) if (until < first) first = until;
      return first === FOREVER ? null : first;
    },
  };
}
