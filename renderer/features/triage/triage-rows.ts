// Which leads stand under New leads: those that nobody has yet, and those whose promised first answer is still owed.
import type { Desk, DeskRow } from '../../replica/desk-types.ts';

export interface Triage {
  /** Leads that nobody has; only managers and admins see any. The most pressing first. */
  open: readonly DeskRow[];
  /** Leads that somebody has, and has not answered. The most pressing first. */
  owed: readonly DeskRow[];
}

/** The lists as the desk stands. During a first sync: the server's own list of unanswered leads. */
export function triageOf(desk: Pick<Desk, 'version' | 'ready' | 'today' | 'list'>): Triage {
  const rows = desk.ready() === 'ready' ? desk.list({ categories: ['new'] }) : desk.today().fresh;
  const open: DeskRow[] = [];
  const owed: DeskRow[] = [];
  for (const row of rows) {
    if (row.lead.assignee_id === null) open.push(row);
    else if (isOwed(row)) owed.push(row);
  }
  return { open: open.sort(byDeadline), owed: owed.sort(byDeadline) };
}

// Who must not be called cannot be answered by a call; he is listed while nobody has taken him, and no longer.
const isOwed = ({ sla, lead }: DeskRow): boolean => sla !== null && sla.met_at === null && !lead.do_not_call;

// A lead without a promise, or with one that is met, presses least.
const deadlineOf = ({ sla }: DeskRow): string => (sla === null || sla.met_at !== null ? '~' : sla.due_at);

const byDeadline = (a: DeskRow, b: DeskRow): number => {
  const [left, right] = [deadlineOf(a) + a.lead_id, deadlineOf(b) + b.lead_id];
  return left < right ? -1 : 1;
};

/** How many wait for this person: what is to be given away for the staff, what is to be answered for a KAM. */
export const waitingFor = ({ open, owed }: Triage, staff: boolean): number =>
  staff ? open.length : owed.length;
