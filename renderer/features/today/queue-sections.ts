// The sections of the Today list. By urgency they follow the order of calling (R19): what cannot be called yet comes
// after what can. By bucket they follow the buckets.
import { isPlanned } from '#domain/plan/plan.ts';
import type { DeskRow, Today, TodayBucket } from '../../replica/desk-types.ts';
import type { Tone } from '../../ui/tone-chip.tsx';
import { say } from '../../words/say.ts';

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
  title: say('Later today'),
  hint: say('Snoozed, or tried in vain, and back before your day ends'),
  tone: 'later',
  holds: inBucket('LATER_TODAY'),
};
const DUE_TODAY: Shape = {
  key: 'today',
  title: say('Due today'),
  hint: say('Their call hours for this have not begun'),
  tone: 'today',
  holds: inBucket('DUE_TODAY'),
};

const BY_URGENCY: readonly Shape[] = [
  {
    key: 'promised',
    title: say('Promised'),
    hint: say('They expect your call'),
    tone: 'overdue',
    holds: isPromised,
  },
  {
    key: 'open',
    title: say('Call now'),
    hint: say('Due or overdue, and open now; the most urgent first'),
    tone: 'now',
    holds: (row) => isDue(row) && isOpen(row),
  },
  {
    key: 'closed',
    title: say('Waiting'),
    hint: say('Due or overdue, but closed now'),
    tone: 'waiting',
    holds: isDue,
  },
  DUE_TODAY,
  LATER,
];

const BY_BUCKET: readonly Shape[] = [
  {
    key: 'overdue',
    title: say('Overdue'),
    hint: say('The call hours of the due day are over'),
    tone: 'overdue',
    holds: inBucket('OVERDUE'),
  },
  {
    key: 'now',
    title: say('Call now'),
    hint: say('Due, and open now'),
    tone: 'now',
    holds: inBucket('CALL_NOW'),
  },
  {
    key: 'waiting',
    title: say('Waiting'),
    hint: say('Due, closed now, and open again today'),
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
    title: say('New'),
    hint: say('Applied, and not answered yet'),
    tone: 'fresh',
    rows: today.fresh,
  };
  const parked: QueueSection = {
    key: 'parked',
    title: say('Tried, back another day'),
    hint: say('Tried in vain today'),
    tone: 'parked',
    rows: today.parked,
  };
  const unplanned: QueueSection = {
    key: 'unplanned',
    title: say('History not complete yet'),
    hint: say('When they are due is not known before their history is here'),
    tone: 'parked',
    rows: today.first?.unplanned ?? [],
  };
  return [fresh, ...sections, parked, unplanned].filter(({ rows }) => rows.length > 0);
}
