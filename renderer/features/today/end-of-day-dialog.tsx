// The end of the day: what was done, what is left, and one button that puts it all off. Without it everything rolls over.
import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type DayReport, dayReport } from '#domain/day/day-report.ts';
import { dayNumber, dayText, weekdayOf } from '#domain/plan/days.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { instantOf } from '#domain/time.ts';
import { toastOfAct } from '../../replica/acts/toast-of-act.ts';
import type { Today } from '../../replica/desk-types.ts';
import { useReplica } from '../../replica/replica-context.tsx';
import { wholeAmountWords } from '../../ui/amount.ts';
import { plainDay } from '../../ui/day-words.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './end-of-day.module.css';
import { type OpenItems, openItems } from './end-of-day.ts';

interface Props {
  today: Today;
  /** Gives the focus back to the queue. */
  leave(): void;
}

/** The button, its key, and the dialog. */
export function EndOfDay({ today, leave }: Props) {
  const [open, setOpen] = useState(false);
  const ready = today.ready === 'ready';
  useShortcut({
    id: 'today.end',
    keys: ['e'],
    label: say('End of the day'),
    group: say('Today'),
    run: () => ready && setOpen(true),
  });
  const close = () => {
    setOpen(false);
    leave();
  };
  return (
    <>
      <Button variant="default" title={say('Key E')} disabled={!ready} onClick={() => setOpen(true)}>
        {say('End of day')}
      </Button>
      <Modal
        opened={open}
        onClose={close}
        title={say('End of the day')}
        size={460}
        returnFocus={false}
        closeButtonProps={{ 'aria-label': say('Close') }}
      >
        <Summary today={today} close={close} />
      </Modal>
    </>
  );
}

function Summary({ today, close }: { today: Today; close(): void }) {
  const report = useReport(today);
  const left = openItems(today);
  const { acts } = useReplica();
  const toasts = useToasts();
  const day = zoneOf(today.time_zone).dayOf(Date.parse(today.at));
  const snooze = async (on: string) => {
    close();
    const result = await acts.snoozeAll(left.movable, { on });
    toasts.show(result.ok ? toastOfAct(toasts, result.value) : { words: refusalWords(result.error) });
  };
  const tomorrow = dayText(day + 1);
  const nextWeek = dayText(day + 8 - weekdayOf(day));
  const none = left.movable.length === 0;
  const group = say('Dialog');
  useShortcut({
    id: 'end.tomorrow',
    keys: ['1'],
    label: say('All until tomorrow'),
    group,
    run: () => !none && void snooze(tomorrow),
  });
  useShortcut({
    id: 'end.next-week',
    keys: ['2'],
    label: say('All until next week'),
    group,
    run: () => !none && void snooze(nextWeek),
  });
  return (
    <>
      <Figures report={report} overdue={left.overdue} />
      <p className={css.words}>{leftWords(left)}</p>
      <div className={css.buttons}>
        {!none && (
          <>
            <Button data-autofocus title={say('Key 1')} onClick={() => void snooze(tomorrow)}>
              {say('Snooze {length} until {plainDay}', {
                length: left.movable.length,
                plainDay: plainDay(tomorrow),
              })}
            </Button>
            {dayNumber(nextWeek) > day + 1 && (
              <Button variant="default" title={say('Key 2')} onClick={() => void snooze(nextWeek)}>
                {say('Until {plainDay}', { plainDay: plainDay(nextWeek) })}
              </Button>
            )}
          </>
        )}
        <Button variant="subtle" color="gray" onClick={close} {...(none ? { 'data-autofocus': true } : {})}>
          {left.open.length === 0 ? say('Close') : say('Let them roll over')}
        </Button>
      </div>
    </>
  );
}

/** What this person has done today, in their own zone; null while it is read. Read again when anything changes. */
function useReport(today: Today): DayReport | null {
  const replica = useReplica();
  const [report, setReport] = useState<DayReport | null>(null);
  const zone = zoneOf(today.time_zone);
  const from = instantOf(zone.startOf(zone.dayOf(Date.parse(today.at))));
  useEffect(() => {
    let stale = false;
    const read = async () => {
      const all = await replica.interactionsSince(from);
      if (!stale) setReport(dayReport(all.filter(({ created_by }) => created_by === replica.user_id)));
    };
    void read();
    const stop = replica.desk.subscribe(() => void read());
    return () => {
      stale = true;
      stop();
    };
  }, [replica, from]);
  return report;
}

function Figures({ report, overdue }: { report: DayReport | null; overdue: number }) {
  const rate = report?.strike_rate;
  const figures = [
    { name: say('Calls made'), words: report ? String(report.calls) : '' },
    { name: say('Reached'), words: report ? String(report.reached) : '' },
    {
      name: say('Strike rate'),
      words: report ? (rate == null ? '–' : `${Math.round(100 * rate)} %`) : '',
      detail:
        report && report.reached > 0
          ? say('{with_order} of {reached} with an order', {
              with_order: report.with_order,
              reached: report.reached,
            })
          : say('no conversation yet'),
    },
    { name: say('Overdue left'), words: String(overdue) },
  ];
  return (
    <>
      <dl className={css.figures}>
        {figures.map(({ name, words, detail }) => (
          <div key={name} className={css.figure}>
            <dt>{name}</dt>
            <dd>
              {words}
              {detail && <span className={css.detail}>{detail}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {report !== null && report.ordered.length > 0 && (
        <p className={css.words}>
          {say('Orders of {list}.', {
            list: listWords(
              report.ordered.map(({ amount_minor, currency }) => wholeAmountWords(amount_minor, currency)),
            ),
          })}
        </p>
      )}
    </>
  );
}

/** "7 are still open and roll over to tomorrow by themselves. 2 promised callbacks stay as they are." */
export function leftWords({ open, promised, fresh }: Pick<OpenItems, 'open' | 'promised' | 'fresh'>): string {
  const count = open.length;
  return [
    count === 0
      ? say('Nothing is left open.')
      : say(
          '{count} {count, plural, one {is} other {are}} still open and {count, plural, one {rolls} other {roll}} over to tomorrow by {count, plural, one {itself} other {themselves}}, or can be snoozed together.',
          { count },
        ),
    promised > 0 &&
      say(
        '{promised} promised {promised, plural, one {callback stays} other {callbacks stay}} as promised.',
        { promised },
      ),
    fresh > 0 &&
      say('{fresh} new {fresh, plural, one {lead waits} other {leads wait}} for an answer.', { fresh }),
  ]
    .filter(Boolean)
    .join(' ');
}
