// What the server knows while it decides a push: stored documents, their leads, repeats; kept up to date row by row.
import { and, asc, eq, sql } from 'drizzle-orm';
import { assigneeAt, type HandOver } from '#domain/lead/assignee-at.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Settings } from '#domain/settings/settings.ts';
import type { Collection, WritableCollection } from '#domain/sync/collections.ts';
import { type Actor, kamScope } from '#domain/sync/scope.ts';
import type { User } from '#domain/user/user.ts';
import { among } from '../db/among.ts';
import type { Queryable } from '../db/database.ts';
import { customers } from '../db/tables/documents.ts';
import { assignments, feed } from '../db/tables/records.ts';
import { type DocumentWrite, readDocuments, type Stored } from '../feed/write-documents.ts';
import { covers, type HandoverRow } from '../users/read-handovers.ts';

/** A stored document of any writable collection, as far as decisions look at it without knowing which. */
export interface StoredAny {
  document: {
    id: string;
    write_id: string;
    created_at?: string;
    lead_id?: string | null;
    assignee_id?: string | null;
    created_by?: string | null;
    merged_into_id?: string | null;
  };
  deleted: boolean;
}

/** A write that was carried out before. */
export interface AppliedWrite {
  write_id: string;
  document_id: string;
  actor_id: string | null;
}

export class Known {
  readonly collection: WritableCollection;
  readonly documents: Map<string, StoredAny>;
  readonly leads: Map<string, Stored<'leads'>>;
  readonly settings: Settings;
  readonly users: Map<string, { document: User }>;
  private readonly customersOf: Set<string>;
  private readonly repeats: Map<string, AppliedWrite>;
  private readonly hands: ReadonlyMap<string, HandOver[]>;
  private readonly covered: readonly HandoverRow[];
  private readonly early: Set<string>;

  constructor(
    collection: WritableCollection,
    documents: Map<string, StoredAny>,
    leads: Map<string, Stored<'leads'>>,
    customersOf: Set<string>,
    settings: Settings,
    repeats: AppliedWrite[],
    users: Map<string, { document: User }>,
    hands: ReadonlyMap<string, HandOver[]>,
    covered: readonly HandoverRow[],
    early: Set<string>,
  ) {
    this.collection = collection;
    this.documents = new Map(documents);
    this.leads = new Map(leads);
    this.customersOf = new Set(customersOf);
    this.settings = settings;
    this.users = users;
    this.repeats = new Map(repeats.map((write) => [write.write_id, write]));
    this.hands = hands;
    this.covered = covered;
    this.early = new Set(early);
  }

  /** Adds the leads into which those were merged, and so on. */
  static async withSurvivors(q: Queryable, leads: Map<string, Stored<'leads'>>): Promise<Known['leads']> {
    const all = new Map(leads);
    for (;;) {
      const wanted = [...all.values()].flatMap(({ document: { merged_into_id: id } }) =>
        id === null || all.has(id) ? [] : [id],
      );
      const found = await readDocuments(q, 'leads', wanted);
      if (found.size === 0) return all;
      for (const [id, lead] of found) all.set(id, lead);
    }
  }

  /** Ids of those leads that have a customer already. */
  static async readCustomersOf(q: Queryable, leadIds: string[]): Promise<Set<string>> {
    if (leadIds.length === 0) return new Set();
    const rows = await q
      .select({ lead_id: customers.lead_id })
      .from(customers)
      .where(sql`${among(customers.lead_id, leadIds)} and not ${customers.deleted}`);
    return new Set(rows.flatMap(({ lead_id }) => (lead_id === null ? [] : [lead_id])));
  }

  /** Ids of those documents without a stored lead that this person reads all the same: it was he who pushed them. */
  static async readEarlyOf(
    q: Queryable,
    actor: Actor,
    collection: WritableCollection,
    documents: Map<string, StoredAny>,
    leads: ReadonlyMap<string, unknown>,
  ): Promise<Set<string>> {
    const orphans = [...documents].flatMap(([id, { document }]) =>
      document.lead_id && !leads.has(document.lead_id) ? [id] : [],
    );
    if (orphans.length === 0) return new Set();
    const his = and(eq(feed.scope, kamScope(actor.id)), eq(feed.collection, collection), feed.present);
    const rows = await q
      .select({ id: feed.document_id })
      .from(feed)
      .where(and(his, among(feed.document_id, orphans)));
    return new Set(rows.map(({ id }) => id));
  }

  /** What an earlier push stored under this write id, if anything. */
  appliedTo(writeId: string): AppliedWrite | undefined {
    return this.repeats.get(writeId);
  }

  /** The changes of hands of those leads, oldest first. */
  static async readHands(q: Queryable, leadIds: string[]): Promise<Map<string, HandOver[]>> {
    const hands = new Map<string, HandOver[]>();
    if (leadIds.length === 0) return hands;
    const rows = await q
      .select()
      .from(assignments)
      .where(among(assignments.lead_id, leadIds))
      .orderBy(asc(assignments.at), asc(assignments.id));
    for (const row of rows) hands.set(row.lead_id, [...(hands.get(row.lead_id) ?? []), row]);
    return hands;
  }

  hasCustomer(leadId: string): boolean {
    return this.customersOf.has(leadId);
  }

  lead(id: string): Lead | null {
    return this.leads.get(id)?.document ?? null;
  }

  /** Whether this stored document came before its lead, and from the person who pushes now. */
  isOwnEarly(id: string): boolean {
    return this.early.has(id);
  }

  /** The lead, unless there is none or it was purged. */
  standingLead(id: string): Lead | null {
    const lead = this.leads.get(id);
    return lead && !lead.deleted ? lead.document : null;
  }

  /** The leads that a document of this one goes through until it stands: none where the lead was not merged. */
  mergedInto(lead: Lead): Lead[] {
    const chain: Lead[] = [];
    let at: Lead | null = lead;
    while (at?.merged_into_id) {
      at = this.standingLead(at.merged_into_id);
      if (at === null || chain.includes(at)) break;
      chain.push(at);
    }
    return chain;
  }

  /** Whether the lead was this person's to work at `at`: his own, or of somebody for whom he covered. */
  wasWorkedBy(lead: Lead, userId: string, at: string): boolean {
    const assignee = assigneeAt(this.hands.get(lead.id) ?? [], lead.assignee_id, at);
    return assignee === userId || this.covered.some((row) => row.user_id === assignee && covers(row, at));
  }

  /** What stood before this write; null for a new document. */
  before(write: DocumentWrite): StoredAny | null {
    return this.mapOf(write.collection)?.get(write.document.id) ?? null;
  }

  note(write: DocumentWrite): void {
    const stored = { document: write.document, deleted: write.deleted ?? false };
    if (write.collection === 'leads')
      this.leads.set(write.document.id, { document: write.document, deleted: stored.deleted });
    if (write.collection === 'customers' && write.document.lead_id !== null)
      this.customersOf.add(write.document.lead_id);
    if (write.collection !== this.collection) return;
    this.documents.set(write.document.id, stored);
    this.early.add(write.document.id);
  }

  noteApplied(write: AppliedWrite): void {
    this.repeats.set(write.write_id, write);
  }

  private mapOf(collection: Collection): Map<string, StoredAny> | null {
    if (collection === this.collection) return this.documents;
    return collection === 'leads' ? (this.leads as Map<string, StoredAny>) : null;
  }
}
