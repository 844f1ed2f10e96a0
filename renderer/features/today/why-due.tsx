// Why the lead is due, in words with dates and zones, and on demand the figures behind them.
import { useEffect, useRef } from 'react';
import { isPlanned } from '#domain/plan/plan.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { useSessionState } from '../../session/session-context.tsx';
import { momentLabel, zonePlace } from '../../ui/day-words.ts';
import { useMinute } from '../../ui/now.tsx';
import { say } from '../../words/say.ts';
import css from './call-panel.module.css';

/** The section; `explained` shows the figures too. */
export function WhyDue({ row, explained, toggle }: { row: DeskRow; explained: boolean; toggle: () => void }) {
  const { plan } = row;
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (explained) place.current?.scrollIntoView({ block: 'nearest' });
  }, [explained]);
  if (!isPlanned(plan)) return null;
  return (
    <section ref={place} className={css.section} aria-label={say('Why it is due')}>
      <h3 className={css.title}>
        {say('Why')}
        <button type="button" className={css.link} aria-expanded={explained} onClick={toggle}>
          {explained ? say('Less') : say('Figures')} <kbd>?</kbd>
        </button>
      </h3>
      <p className={css.why}>{plan.explanation}</p>
      {explained && <Figures row={row} />}
    </section>
  );
}

function Figures({ row: { plan, time_zone, sla } }: { row: DeskRow }) {
  const now = useMinute();
  const ownZone = useSessionState((state) => state.user?.time_zone ?? 'UTC');
  if (!isPlanned(plan)) return null;
  const both = (instant: string) =>
    say('{moment} in {zonePlace}, {moment2} for you', {
      moment: momentLabel(instant, time_zone, now),
      zonePlace: zonePlace(time_zone),
      moment2: momentLabel(instant, ownZone, now),
    });
  const facts: [string, string | null][] = [
    [say('Due'), both(plan.due_at)],
    [say('Closes'), both(plan.closes_at)],
    [say('Next open'), plan.callable_now ? say('now') : plan.next_callable_at && both(plan.next_callable_at)],
    [say('Hidden until'), plan.hidden_until && plan.hidden_until > now ? both(plan.hidden_until) : null],
    [
      say('Urgency'),
      say('{elapsed_days} of {interval_days} days', {
        elapsed_days: plan.elapsed_days,
        interval_days: plan.interval_days,
      }),
    ],
    [say('Tries in vain'), plan.attempts > 0 ? String(plan.attempts) : null],
    [say('Answer by'), sla && sla.met_at === null ? both(sla.due_at) : null],
  ];
  return (
    <dl className={css.details}>
      {facts
        .filter(([, words]) => words !== null)
        .map(([name, words]) => [<dt key={name}>{name}</dt>, <dd key={`${name} words`}>{words}</dd>])}
    </dl>
  );
}
