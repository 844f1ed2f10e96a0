// What a person may do to the replica: each act is one local write, says what it did, and can be taken back.
import type { Outcome } from '#domain/interaction/interaction.ts';
import type { Lead } from '#domain/lead/lead.ts';
import type { Metric } from '#domain/metric/metric.ts';
import type { Poc } from '#domain/poc/poc.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import type { ManyAct, ManyOptions, ManyPreview, ManyResult } from './many-types.ts';
import type { Step } from './steps.ts';

/** An instant, or a day in the lead's zone. */
export type When = { until: string } | { on: string };

/** A finished act. Both ways work offline and after sync, in turns; the same one twice changes nothing the second time. */
export interface Act {
  lead_id: string;
  /** The document that was made or changed. */
  id: string;
  /** What was done, in words for the toast. */
  say: string;
  /** What was written, for whoever keeps it beyond this run. */
  steps: readonly Step[];
  /** Both answer false where nothing was left to do. */
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
  /** What the person may want beside it. */
  offer?: Offer;
}

/** A further act, asked in words and done by a button of this label. */
export interface Offer {
  words: string;
  label: string;
  run(): ActResult;
}

export type ActResult = Promise<Result<Act, Refusal>>;

export interface CallForm {
  lead_id: string;
  outcome: Outcome;
  /** Default CALL. */
  type?: 'CALL' | 'VISIT' | 'VIDEO' | 'MEETING';
  direction?: 'in' | 'out';
  note?: string | null;
  poc_id?: string | null;
  duration_s?: number | null;
  /** Default now, by the corrected clock. */
  occurred_at?: string;
  /** Makes an ORDER beside the call, linked by `call_id`; the outcome becomes ORDER_PLACED. */
  order?: OrderForm;
  /** Makes a promised callback, with the call's contact. */
  callback?: When;
}

export interface OrderForm {
  amount_minor: number;
  /** Default: the workspace's. */
  currency?: string;
}

/** The fields a person types; whatever is missing is unset. */
export type LeadForm = Partial<Omit<Lead, LeadHead>> & Pick<Lead, 'name'>;
type LeadHead =
  | 'id'
  | 'write_id'
  | 'created_at'
  | 'updated_at'
  | 'resume'
  | 'merged_into_id'
  | `sla_${string}`;

export type LeadChanges = Partial<Omit<Lead, LeadHead>>;
export type PocForm = Partial<Omit<Poc, PocHead>> & Pick<Poc, 'lead_id' | 'name'>;
export type PocChanges = Partial<Omit<Poc, PocHead | 'lead_id'>>;
type PocHead = 'id' | 'write_id' | 'created_at' | 'updated_at';
export type MetricChanges = Partial<
  Pick<Metric, 'expected_interval_days' | 'monthly_target_minor' | 'pauses' | 'override'>
>;

/** Refusals: `unknown_lead`, `invalid` (with the fields), and those of the domain's decisions. */
export interface Acts {
  logCall(form: CallForm): ActResult;
  /** R13: at most 30 days ahead, in the future. Refusal: `when_in_the_past`. */
  snooze(leadId: string, when: When): ActResult;
  /** All of them in one write, with one way back. A lead that is no longer here is left out; refused as `unknown_lead` when all are. */
  snoozeAll(leadIds: readonly string[], when: When): ActResult;
  /** Refusal: `when_in_the_past`. */
  promiseCallback(leadId: string, when: When, pocId?: string | null): ActResult;
  /** Default of `occurredAt`: now, by the corrected clock. */
  addNote(leadId: string, note: string, occurredAt?: string): ActResult;
  takeOrder(leadId: string, order: OrderForm & { note?: string | null; occurred_at?: string }): ActResult;
  takeReturn(leadId: string, order: OrderForm & { note?: string | null; occurred_at?: string }): ActResult;
  /** Corrects the note or outcome of an interaction. */
  editInteraction(id: string, changes: { note?: string | null; outcome?: Outcome }): ActResult;
  voidInteraction(id: string): ActResult;
  /** A KAM's new lead is his own. */
  addLead(form: LeadForm): ActResult;
  editLead(leadId: string, changes: LeadChanges): ActResult;
  /** A WON lead gets its customer in the same act. */
  moveLead(leadId: string, state: string): ActResult;
  removeLead(leadId: string): ActResult;
  addPoc(form: PocForm): ActResult;
  editPoc(pocId: string, changes: PocChanges): ActResult;
  removePoc(pocId: string): ActResult;
  setMetric(leadId: string, changes: MetricChanges): ActResult;
  /** One change to many leads, in batches, with one undo. */
  changeMany(leadIds: readonly string[], act: ManyAct, options?: ManyOptions): ManyResult;
  /** What that would do to these leads, without a write. */
  previewMany(leads: readonly Lead[], act: ManyAct, signal?: AbortSignal): Promise<ManyPreview>;
}
