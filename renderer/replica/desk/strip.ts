// Entries as short text: what is unset is left out and filled in again, which makes them a third of their size.
import { deletedTombstone } from '#domain/sync/tombstone.ts';
import type { DeskEntry } from './entry.ts';

const blank = (collection: 'leads' | 'pocs' | 'interactions' | 'plan_events' | 'metrics') => {
  const { _deleted, ...fields } = deletedTombstone(collection, '', '');
  return fields;
};

const BLANK_LEAD = blank('leads');
const BLANK_METRIC = blank('metrics');
const BLANK_POC = { name: '', role: null, email: null, phone: null, time_zone: null, is_primary: false };
const BLANK_INTERACTION = {
  outcome: null,
  note: null,
  poc_id: null,
  amount_minor: null,
  currency: null,
  created_by: null,
};
const BLANK_ACT = { until: null, on: null, poc_id: null, created_by: null };

/** The entry without what is unset. */
export function strip(entry: DeskEntry): Partial<DeskEntry> {
  return withoutUnset(entry) as Partial<DeskEntry>;
}

/** The whole entry again. */
export function restore(kept: Partial<DeskEntry>): Partial<DeskEntry> {
  const { lead, metric, pocs = [], interactions = [], acts = [] } = kept;
  return {
    ...kept,
    ...(lead ? { lead: { ...BLANK_LEAD, ...lead } } : {}),
    ...(metric ? { metric: { ...BLANK_METRIC, ...metric } } : {}),
    pocs: pocs.map((poc) => ({ ...BLANK_POC, ...poc })),
    interactions: interactions.map((one) => ({ ...BLANK_INTERACTION, ...one })),
    acts: acts.map((act) => ({ ...BLANK_ACT, ...act })),
  };
}

// Inside a list or a nested value nothing is left out: only the fields of a document are known to be filled in again.
function withoutUnset(entry: DeskEntry): object {
  const fields = (document: object) =>
    Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null && value !== false));
  return {
    lead_id: entry.lead_id,
    ...(entry.lead ? { lead: fields(entry.lead) } : {}),
    ...(entry.metric ? { metric: fields(entry.metric) } : {}),
    ...(entry.customer ? { customer: entry.customer } : {}),
    ...(entry.pocs.length ? { pocs: entry.pocs.map(fields) } : {}),
    ...(entry.interactions.length ? { interactions: entry.interactions.map(fields) } : {}),
    ...(entry.acts.length ? { acts: entry.acts.map(fields) } : {}),
  };
}
