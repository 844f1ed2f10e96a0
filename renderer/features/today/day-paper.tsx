// The day on paper: everybody who is to be called, in the order of the list, as a plain table. It is in the page only
// while it is printed or saved; the rest of the page is then kept off the paper.
import { ActionIcon, Menu } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { dayNumber } from '#domain/plan/days.ts';
import { dayIn } from '#domain/time.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import { clockLabel } from '../../ui/day-words.ts';
import { useToasts } from '../../ui/toasts.tsx';
import { dayWords, listWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './day-paper.module.css';
import type { QueueSection } from './queue-sections.ts';
import { rowBadges, shortWhy } from './row-words.ts';

type How = 'print' | 'save';

interface Props {
  /** The instant, and the zone of the person's day. */
  at: string;
  time_zone: string;
  /** In the order in which the list shows them. */
  sections: readonly QueueSection[];
}

/** The button and, while it is wanted, the paper. */
export function PrintDay({ at, time_zone, sections }: Props) {
  const [how, setHow] = useState<How | null>(null);
  const { show } = useToasts();
  const day = dayIn(at, time_zone);
  useEffect(() => {
    if (how === null) return;
    putOut(how, `calls-${day}.pdf`)
      .catch(() =>
        show({ words: say('The day plan could not be put on paper. Try again, or another place.') }),
      )
      .finally(() => setHow(null));
  }, [how, day, show]);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={say('Print')}
            title={say('Print')}
            disabled={sections.length === 0 || how !== null}
          >
            <IconPrinter size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setHow('print')}>{say('Print the day')}</Menu.Item>
          {window.callbook && (
            <Menu.Item onClick={() => setHow('save')}>{say('Save the day as PDF')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {how !== null &&
        createPortal(<Paper at={at} time_zone={time_zone} sections={sections} />, document.body)}
    </>
  );
}

/** A browser has only its own print dialog. */
async function putOut(how: How, name: string): Promise<void> {
  if (window.callbook === undefined) window.print();
  else if (how === 'print') await window.callbook.printPage();
  else await window.callbook.savePage(name);
}

function Paper({ at, time_zone, sections }: Props) {
  return (
    <section className={css.paper} aria-label={say('The day on paper')}>
      <h1>{say('Calls of {day}', { day: dayWords(dayNumber(dayIn(at, time_zone))) })}</h1>
      <p>{say('As of {clock}. Times are those of the lead.', { clock: clockLabel(at, time_zone) })}</p>
      {sections.map(({ key, title, rows }) => (
        <table key={key}>
          <caption>{title}</caption>
          <thead>
            <tr>
              {[say('Lead'), say('Whom to call'), say('Why'), say('Note')].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.lead_id} row={row} at={at} />
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

function Line({ row, at }: { row: DeskRow; at: string }) {
  const { lead, pocs } = row;
  const place = listWords([lead.company === lead.name ? null : lead.company, lead.city]);
  const poc = pocs.find(({ is_primary }) => is_primary) ?? pocs[0];
  const why = [...rowBadges(row, at).map(({ words }) => words), shortWhy(row)];
  return (
    <tr>
      <th scope="row">
        {lead.name}
        {place && <small>{place}</small>}
      </th>
      <td>
        {poc?.name}
        <small>{poc?.phone ?? lead.phone ?? say('no number')}</small>
        <small>{say('now {clock}', { clock: clockLabel(at, row.time_zone) })}</small>
      </td>
      <td>{why.join(' · ')}</td>
      <td className={css.note} />
    </tr>
  );
}
