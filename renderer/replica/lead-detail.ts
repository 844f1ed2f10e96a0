// One lead with all that hangs on it, live: made for one screen, reading only what belongs to this lead.
import { combineLatest, map, type Observable, of, switchMap } from 'rxjs';
import { customerIdOf, metricIdOf } from '#domain/ids.ts';
import type { ReplicaCollections } from './collections.ts';
import { createLive } from './live.ts';
import type { LeadDetail, Live } from './replica-types.ts';

interface Readable<Document> {
  toJSON(): unknown;
  toMutableJSON(): Document;
}

const plain = <Document>(documents: readonly Readable<Document>[]): Document[] =>
  documents.map((document) => document.toMutableJSON());
const plainOne = <Document>(document: Readable<Document> | null): Document | null =>
  document ? document.toMutableJSON() : null;

/** undefined until it has been read once, null when this replica does not have the lead. Reads while somebody listens. */
export function createLeadDetail(
  collections: ReplicaCollections,
  leadId: string,
): Live<LeadDetail | null | undefined> {
  const live = createLive<LeadDetail | null | undefined>(undefined, () => {
    const subscription = observe(collections, leadId).subscribe(live.set);
    return () => subscription.unsubscribe();
  });
  return live;
}

function observe(collections: ReplicaCollections, leadId: string): Observable<LeadDetail | null> {
  const { leads, pocs, interactions, plan_events, customers, metrics } = collections;
  const selector = { lead_id: leadId };
  const children = combineLatest({
    pocs: pocs.find({ selector }).$.pipe(map(plain)),
    interactions: interactions
      .find({ selector, sort: [{ lead_id: 'desc' }, { occurred_at: 'desc' }, { id: 'desc' }] })
      .$.pipe(map(plain)),
    plan_events: plan_events.find({ selector }).$.pipe(map(plain)),
    customer: customers.findOne(customerIdOf(leadId)).$.pipe(map(plainOne)),
    metric: metrics.findOne(metricIdOf(leadId)).$.pipe(map(plainOne)),
  });
  return leads.findOne(leadId).$.pipe(
    switchMap((document) => {
      if (!document) return of(null);
      const lead = document.toMutableJSON();
      return children.pipe(
        map((rest): LeadDetail => ({ lead, ...rest, pocs: [...rest.pocs].sort(primaryFirst) })),
      );
    }),
  );
}

const primaryFirst = (
  a: { is_primary: boolean; name: string },
  b: { is_primary: boolean; name: string },
): number => Number(b.is_primary) - Number(a.is_primary) || (a.name < b.name ? -1 : 1);
