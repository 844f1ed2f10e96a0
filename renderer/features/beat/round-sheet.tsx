// The round on paper: what a person needs in the car. It stands in the page unseen and is all that is printed.
import { createPortal } from 'react-dom';
import { zoneOf } from '#domain/plan/zone.ts';
import { plainDay, zonePlace } from '../../ui/day-words.ts';
import { clockWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import { spanWords } from './round-panel.tsx';
import css from './round-sheet.module.css';
import { contactWords, placeWords, type RoundStop } from './round-stops.ts';

export function RoundSheet({
  stops,
  on,
  ownZone,
}: {
  stops: readonly RoundStop[];
  on: string;
  ownZone: string;
}) {
  if (stops.length === 0) return null;
  return createPortal(
    <section className={css.sheet} data-print aria-hidden>
      <h1>{say('Round of {plainDay}', { plainDay: plainDay(on) })}</h1>
      <p>{spanWords(stops, ownZone)}</p>
      <table>
        <thead>
          <tr>
            <th>{say('At')}</th>
            <th>{say('Who')}</th>
            <th>{say('Where')}</th>
            <th>{say('Contact')}</th>
            <th>{say('Last note')}</th>
          </tr>
        </thead>
        <tbody>
          {stops.map((stop, index) => (
            <SheetLine key={stop.row.lead_id} stop={stop} number={index + 1} ownZone={ownZone} />
          ))}
        </tbody>
      </table>
    </section>,
    document.body,
  );
}

function SheetLine({ stop, number, ownZone }: { stop: RoundStop; number: number; ownZone: string }) {
  const { row, begins, hours } = stop;
  const zone = row.time_zone === ownZone ? '' : ` ${zonePlace(row.time_zone)}`;
  return (
    <tr>
      <td className={css.when}>
        <strong>{begins === null ? '–' : clockWords(begins, zoneOf(ownZone))}</strong>
        <br />
        {hours === '' ? say('closed') : say('open {hours}{zone}', { hours, zone })}
      </td>
      <td>
        {number}. {row.lead.name}
        <br />
        {row.lead.company !== row.lead.name && row.lead.company}
      </td>
      <td>{placeWords(row)}</td>
      <td>{contactWords(row)}</td>
      <td>{row.last_notes[0]?.note}</td>
    </tr>
  );
}
