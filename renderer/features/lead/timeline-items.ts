// All that happened with a lead as lines of a list: newest first, a heading for each day of the lead.
import type { Interaction } from '#domain/interaction/interaction.ts';
import { dayNumber } from '#domain/plan/days.ts';
import type { PlanEventDocument } from '#domain/plan-event/plan-event.ts';
import { dayIn } from '#domain/time.ts';
import type { LeadDetail } from '../../replica/replica-types.ts';
import { dayLabel } from '../../ui/day-words.ts';
import { dayWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';

export type TimelineItem =
  | { kind: 'day'; key: string; words: string }
  | { kind: 'interaction'; key: string; interaction: Interaction }
  | { kind: 'event'; key: string; event: PlanEventDocument };

type Entry = Exclude<TimelineItem, { kind: 'day' }>;

/** `now` is an instant; days are those of the lead's zone. Undone interactions only where they are asked for. */
export function timelineItems(
  detail: Pick<LeadDetail, 'interactions' | 'plan_events'>,
  { timeZone, now, undone }: { timeZone: string; now: string; undone: boolean },
): TimelineItem[] {
  const entries: Entry[] = [
    ...detail.interactions
      .filter(({ voided_at }) => undone || voided_at === null)
      .map((interaction) => ({ kind: 'interaction' as const, key: interaction.id, interaction })),
    ...detail.plan_events.map((event) => ({ kind: 'event' as const, key: event.id, event })),
  ];
  entries.sort((a, b) =>
    instantOf(a) > instantOf(b) ? -1 : instantOf(a) < instantOf(b) ? 1 : a.key > b.key ? -1 : 1,
  );
  const today = dayIn(now, timeZone);
  let last = '';
  return entries.flatMap((entry): TimelineItem[] => {
    const on = dayIn(instantOf(entry), timeZone);
    if (on === last) return [entry];
    last = on;
    return [{ kind: 'day', key: on, words: headingWords(on, today) }, entry];
  });
}

const instantOf = (entry: Entry): string =>
  entry.kind === 'event' ? entry.event.occurred_at : entry.interaction.occurred_at;

/** "Today, Fri 20 Nov 2026"; days that are not near have only their date. */
function headingWords(on: string, today: string): string {
  const label = dayLabel(on, today);
  const near = Math.abs(dayNumber(on) - dayNumber(today)) <= 1;
  const words = dayWords(dayNumber(on));
  return near
    ? say('{near}, {day}', { near: `${label.charAt(0).toUpperCase()}${label.slice(1)}`, day: words })
    : words;
}
