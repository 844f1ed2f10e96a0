// What the desk shows: the rows of Today, Leads and Accounts, and the interface by which screens ask for them.
// The desk is a projection kept in memory: its answers are synchronous and never read the database.
import type { Interaction } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric } from '#domain/metric/metric.ts';
import type { Order } from '#domain/performance/order-facts.ts';
import type { Performance } from '#domain/performance/performance.ts';
import type { Bucket, Plan } from '#domain/plan/plan.ts';
import type { Poc } from '#domain/poc/poc.ts';
import type { Category } from '#domain/settings/settings.ts';
import type { Sla } from '#domain/sla/sla.ts';

/** What the desk keeps of a lead. */
export type LeadSummary = Lead;

/** What the desk keeps of a point of contact. */
export type PocSummary = Pick<Poc, 'id' | 'name' | 'role' | 'email' | 'phone' | 'time_zone' | 'is_primary'>;

/** What the side panel shows of an earlier interaction. `note` is cut to 280 characters. */
export type InteractionSummary = Pick<
  Interaction,
  'id' | 'type' | 'outcome' | 'occurred_at' | 'note' | 'poc_id' | 'amount_minor' | 'currency' | 'created_by'
>;

export type PerformanceStatus = Performance['status'];

/** One lead with all that follows from its events at an instant. */
export interface DeskRow {
  lead_id: string;
  lead: LeadSummary;
  /** Category of the lead's state; `working` for a state that nobody explains. */
  category: Category;
  plan: Plan;
  /** The promise of a first answer; null for a lead without one. */
  sla: Sla | null;
  /** Only of a WON lead. */
  performance: PerformanceStatus;
  /** The zone that applies: the lead's own, else one assumed from its country, else the KAM's. */
  time_zone: string;
  time_zone_assumed: boolean;
  pocs: readonly PocSummary[];
  /** The newest three that carry a note, newest first. */
  last_notes: readonly InteractionSummary[];
  last_order: InteractionSummary | null;
  /** Newest interaction of any kind, voided ones left out. */
  last_interaction: InteractionSummary | null;
}

/** The Today screen. A lead stands in one of the three lists only. */
export interface Today {
  /** Unanswered leads whose promise runs or is broken, whatever their bucket; the most pressing first. */
  fresh: readonly DeskRow[];
  /** OVERDUE, CALL_NOW, WAITING, DUE_TODAY and LATER_TODAY in list order (R19). */
  queue: readonly DeskRow[];
  /** Hidden past today by tries in vain: shown at the end, with when they come back (R14). */
  parked: readonly DeskRow[];
  /** How many rows of `queue` stand in each bucket. */
  counts: Readonly<Record<TodayBucket, number>>;
  /** `loading` until the first sync has brought all history. */
  ready: DeskReady;
  /** During a first sync: whose list this is; absent or null otherwise. */
  first?: FirstSyncToday | null;
  /** The instant for which this was computed. */
  at: string;
  time_zone: string;
}

/** Today during a first sync: the server's list, or, where the server cannot be reached, leads without dates. */
export interface FirstSyncToday {
  state: 'asking' | 'served' | 'unreachable';
  /** How many records there are about in all; null where it is not known. */
  about: number | null;
  /** How many calls more the server has named, and not sent yet. */
  more: number;
  /** Leads of which it cannot be said when they are due. */
  unplanned: readonly DeskRow[];
}

export type TodayBucket = Extract<Bucket, 'OVERDUE' | 'CALL_NOW' | 'WAITING' | 'DUE_TODAY' | 'LATER_TODAY'>;
export type DeskReady = 'loading' | 'ready';

/** Every part that is given must hold; `[]` asks for nothing of that part and finds nothing. */
export interface LeadFilter {
  text?: string;
  states?: readonly string[];
  categories?: readonly Category[];
  tags?: readonly string[];
  tiers?: readonly (Lead['tier'] | null)[];
  /** null among them: leads without an assignee. */
  assignee_ids?: readonly (string | null)[];
  sources?: readonly string[];
  cities?: readonly string[];
  buckets?: readonly Bucket[];
}

export type LeadSortKey = 'name' | 'due' | 'value' | 'last_contact' | 'created' | 'state' | 'city';
export interface LeadSort {
  by: LeadSortKey;
  descending?: boolean;
}

/** A won lead with how it performs today. */
export interface AccountRow extends DeskRow {
  account: Performance;
  trade: Trade;
}

/** What an account's performance is made from. The same orders stay the same array. */
export interface Trade {
  /** Orders and returns, without the voided ones. */
  orders: readonly Order[];
  metric: Metric | null;
  /** The zone whose days count for the account, which may not be the one in which it is called. */
  time_zone: string;
}

export interface SearchHit {
  lead_id: string;
  name: string;
  company: string | null;
  city: string | null;
  state: string;
  /** What was found where the name does not show it: a contact's name, a number, an address. */
  matched: { kind: 'name' | 'company' | 'city' | 'poc' | 'phone' | 'email' | 'tag'; text: string };
}

/** For the duplicate hint: a lead that is likely the same. `why` names the field that agrees. */
export interface LikelyDuplicate {
  lead_id: string;
  name: string;
  why: 'email' | 'phone' | 'name';
}

/** `version` counts up with every change and with every moment at which time alone changes a row. */
export interface Desk {
  subscribe(listener: () => void): () => void;
  version(): number;
  ready(): DeskReady;
  /** Now by the corrected clock and in the user's zone, unless told otherwise. The same object until `version` changes. */
  today(at?: { now?: string; time_zone?: string }): Today;
  row(leadId: string, at?: { now?: string; time_zone?: string }): DeskRow | null;
  /** All leads that are not deleted or merged away, by name unless told otherwise. The same array until `version` changes. */
  list(filter?: LeadFilter, sort?: LeadSort): readonly DeskRow[];
  /** The won leads, weakest score first. */
  accounts(): readonly AccountRow[];
  /** By name, company, city, tag, contact, e-mail, digits of a number; accents ignored, one typo forgiven. */
  search(text: string, limit?: number): SearchHit[];
  /** Leads that agree in e-mail, digits of the number, or name and city. */
  likelyDuplicates(
    lead: { name?: string; email?: string | null; phone?: string | null; city?: string | null },
    limit?: number,
  ): LikelyDuplicate[];
  /** The leads that were merged into this one. */
  mergedInto(leadId: string): { lead_id: string; name: string }[];
  /** What filters can offer: the values that occur. */
  facets(): { tags: string[]; cities: string[]; sources: string[]; states: string[] };
  /** Resolves when every change written so far has reached the desk. */
  settled(): Promise<void>;
}
