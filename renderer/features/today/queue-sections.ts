// The sections of the Today list. By urgency they follow the order of calling (R19): what cannot be called yet comes
// after what can. By bucket they follow the buckets.
import { isPlanned } from '#domain/plan/plan.ts';
import type { DeskRow, Today, TodayBucket } from '../../replica/desk-types.ts';
import type { Tone } from '../../ui/tone-chip.tsx';

export type QueueView = 'urgency' | 'bucket';

export interface QueueSection {
  key: string;
  title: string;
  /** What the section is, for those who point at its heading. */
  hint: string;
  tone: Tone;
  rows: readonly DeskRow[];
  /** More of them are still on their way. */
  open_ended?: boolean;
}

type Shape = Omit<QueueSection, 'rows'> & { holds: (row: DeskRow) => boolean };

const inBucket =
  (...buckets: TodayBucket[]) =>
  ({ plan }: DeskRow): boolean =>
    buckets.some((bucket) => bucket === plan.bucket);
const isOpen = ({ plan }: DeskRow): boolean => isPlanned(plan) && plan.callable_now;
const isDue = inBucket('OVERDUE', 'CALL_NOW', 'WAITING');
const isPromised = (row: DeskRow): boolean =>
  isDue(row) && isPlanned(row.plan) && row.plan.reason === 'callback';

const LATER: Shape = {
  key: 'later',
  title: 'Later today',
  hint: 'Snoozed, or tried in vain, and back before your day ends',
  tone: 'later',
  holds: inBucket('LATER_TODAY'),
};
const DUE_TODAY: Shape = {
  key: 'today',
  title: 'Due today',
  hint: 'Their call hours for this have not begun',
  tone: 'today',
  holds: inBucket('DUE_TODAY'),
};

const BY_URGENCY: readonly Shape[] = [
  { key: 'promised', title: 'Promised', hint: 'They expect your call', tone: 'overdue', holds: isPromised },
  {
    key: 'open',
    title: 'Call now',
    hint: 'Due or overdue, and open now; the most urgent first',
    tone: 'now',
    holds: (row) => isDue(row) && isOpen(row),
  },
  {
    key: 'closed',
    title: 'Waiting',
    hint: 'Due or overdue, but closed now',
    tone: 'waiting',
    holds: isDue,
  },
  DUE_TODAY,
  LATER,
];

const BY_BUCKET: readonly Shape[] = [
  {
    key: 'overdue',
    title: 'Overdue',
    hint: 'The call hours of the due day are over',
    tone: 'overdue',
    holds: inBucket('OVERDUE'),
  },
  { key: 'now', title: 'Call now', hint: 'Due, and open now', tone: 'now', holds: inBucket('CALL_NOW') },
  {
    key: 'waiting',
    title: 'Waiting',
    hint: 'Due, closed now, and open again today',
    tone: 'waiting',
    holds: inBucket('WAITING'),
  },
  DUE_TODAY,
  LATER,
];

/** The sections that hold anything. Each row stands in one, in the order in which `today` gives it. */
export function queueSections(today: Today, view: QueueView): QueueSection[] {
  const taken = new Set<DeskRow>();
  const open_ended = (today.first?.more ?? 0) > 0;
  const sections = (view === 'urgency' ? BY_URGENCY : BY_BUCKET).map(({ holds, ...shape }): QueueSection => {
    const rows = today.queue.filter((row) => !taken.has(row) && holds(row));
    for (const row of rows) taken.add(row);
    return { ...shape, rows, open_ended };
  });
  const fresh: QueueSection = {
    key: 'fresh',
    title: 'New',
    hint: 'Applied, and not answered yet',
    tone: 'fresh',
    rows: today.fresh,
  };
  const parked: QueueSection = {
    key: 'parked',
    title: 'Tried, back another day',
    hint: 'Tried in vain today',
    tone: 'parked',
    rows: today.parked,
  };
  const unplanned: QueueSection = {
    key: 'unplanned',
    title: 'History not complete yet',
    hint: 'When they are due is not known before their history is here',
    tone: 'parked',
    rows: today.first?.unplanned ?? [],
  };
  return [fresh, ...sections, parked, unplanned].filter(({ rows }) => rows.length > 0);
}
