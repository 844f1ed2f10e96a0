// Which notices follow from what a desk holds: each with the instant from which on it is to be told. A matter that is done
// has no notice any more. Whether one was told already, and whether now is the time, is decided in decide-telling.ts.
import { isPlanned, type Plan, type PlannedCall } from '../plan/plan.ts';
import type { Category } from '../settings/settings.ts';
import { addMinutes, instantOf } from '../time.ts';
import type { Notice } from './notice.ts';

/** What is looked at of a lead. */
export interface WatchedLead {
  lead_id: string;
  lead: { assignee_id: string | null; do_not_call: boolean };
  category: Category;
  plan: Plan;
  /** The promise of a first answer. */
  sla: { due_at: string; met_at: string | null } | null;
}

export interface Watched {
  leads: readonly WatchedLead[];
  /** The person, and those for whom he covers now. */
  own: ReadonlySet<string>;
  /** Whether leads that nobody has are this person's to give away. */
  staff: boolean;
  /** Minutes before the end of a promised answer at which it is told. */
  reminder_minutes: number;
  /** Leads that became the person's own, and since when. */
  assigned: readonly { lead_id: string; at: string }[];
  attention: readonly { id: string; lead_id: string | null; at: string }[];
  /** Mails that failed, as far as the person may know of them. */
  mails: readonly { id: string; lead_id: string | null; created_at: string; attempts: number }[];
}

// A promise by the hour lasts half an hour from its instant on; one for a day lasts as long as the lead is open.
// Source: due calls, R10.
const PROMISE_MS = 30 * 60_000;

/** Every notice, whether its instant has come or not; in no order. */
export const noticesOf = (watched: Watched): Notice[] => [
  ...watched.leads.flatMap((lead) => [...callOf(lead, watched), ...answerOf(lead, watched)]),
  ...watched.assigned.map(({ lead_id, at }): Notice => {
    return { event: 'assigned', key: `assigned ${lead_id} ${at}`, at, waits: true, lead_id };
  }),
  ...watched.attention.map(({ id, lead_id, at }): Notice => {
    return { event: 'attention', key: `attention ${id}`, at, waits: true, lead_id };
  }),
  ...watched.mails.map(({ id, lead_id, created_at, attempts }): Notice => {
    return { event: 'mail', key: `mail ${id} ${attempts}`, at: created_at, waits: true, lead_id };
  }),
];

function callOf({ lead_id, lead, plan }: WatchedLead, { own }: Watched): Notice[] {
  if (lead.assignee_id === null || !own.has(lead.assignee_id) || !isPlanned(plan)) return [];
  const at = calledFor(plan);
  if (at === null) return [];
  return [{ event: 'call', key: `call ${lead_id} ${at}`, at, waits: !isByTheHour(plan), lead_id }];
}

/** The moment that was asked for by a promise or a snooze; null for a call that only its rhythm asks for. */
function calledFor({ reason, due_at, hidden_until, hidden_by }: PlannedCall): string | null {
  if (reason === 'callback') return hidden_until !== null && hidden_until > due_at ? hidden_until : due_at;
  return hidden_by === 'snooze' && hidden_until !== null && hidden_until >= due_at ? hidden_until : null;
}

const isByTheHour = ({ reason, due_at, closes_at }: PlannedCall): boolean =>
  reason === 'callback' && closes_at === instantOf(Date.parse(due_at) + PROMISE_MS);

// Who must not be called is owed no answer by a call, and a lead that moved on has had one.
function answerOf(watchedLead: WatchedLead, { own, staff, reminder_minutes }: Watched): Notice[] {
  const { lead_id, lead, sla, category } = watchedLead;
  if (sla === null || sla.met_at !== null || lead.do_not_call || category !== 'new') return [];
  if (!(lead.assignee_id === null ? staff : own.has(lead.assignee_id))) return [];
  const at = addMinutes(sla.due_at, -reminder_minutes);
  return [{ event: 'answer', key: `answer ${lead_id} ${sla.due_at}`, at, waits: false, lead_id }];
}
