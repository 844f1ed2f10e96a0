// A round as it is shown: each stop with its time, its lead's hours that day, and the way from the stop before.
import { kilometresBetween, type Point } from '#domain/beat/place.ts';
import { scheduleRound } from '#domain/beat/schedule.ts';
import type { PlanLead } from '#domain/plan/lead.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { clockWords } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import type { Candidate } from './beat-rows.ts';
import type { TimedStop } from './round-file.ts';
import type { Round } from './rounds.ts';

export interface RoundStop extends Candidate {
  /** Epoch milliseconds; null where its hours do not allow it. */
  begins: number | null;
  ends: number | null;
  /** "09:00–18:00" on the lead's clock; empty on a day on which it is closed. */
  hours: string;
  /** Kilometres from the nearest stop before it that has a point; null where either has none. */
  way_km: number | null;
}

interface Terms {
  on: string;
  /** IANA zone of whoever makes the round. */
  time_zone: string;
  /** The present, an instant. */
  now: string;
  hoursOf(candidate: Candidate): Pick<PlanLead, 'time_zone' | 'call_hours' | 'closed_dates'>;
}

/** The stops in their order. */
export function roundStops(
  stops: readonly Candidate[],
  { minutes, starts_at_minute }: Round,
  { on, time_zone, now, hoursOf }: Terms,
): RoundStop[] {
  const slots = scheduleRound(stops.map(hoursOf), {
    ...{ on, time_zone, minutes, starts_at_minute },
    not_before: Math.ceil(Date.parse(now) / FIVE_MINUTES) * FIVE_MINUTES,
  });
  let here: Point | null = null;
  return stops.map((stop, index) => {
    const { windows = [], begins = null, ends = null } = slots[index] ?? {};
    const way_km = here && stop.point ? kilometresBetween(here, stop.point) : null;
    here = stop.point ?? here;
    return { ...stop, begins, ends, hours: hoursWords(windows, stop.row.time_zone), way_km };
  });
}

const FIVE_MINUTES = 5 * 60_000;

function hoursWords(windows: readonly { opens: number; closes: number }[], timeZone: string): string {
  const zone = zoneOf(timeZone);
  return windows
    .map(({ opens, closes }) => `${clockWords(opens, zone)}–${clockWords(closes, zone)}`)
    .join(', ');
}

/** What of the round goes into a calendar: the stops that have a time. */
export const timedStops = (stops: readonly RoundStop[]): TimedStop[] =>
  stops.flatMap(({ row, point, begins, ends, hours }) =>
    begins === null || ends === null
      ? []
      : [
          {
            lead_id: row.lead_id,
            name: row.lead.name,
            begins,
            ends,
            time_zone: row.time_zone,
            location: placeWords(row),
            point,
            description: [
              contactWords(row),
              'explanation' in row.plan ? row.plan.explanation : '',
              say('Open {hours}', { hours }),
            ]
              .filter(Boolean)
              .join('\n'),
          },
        ],
  );

/** "12 Mill Lane, Berlin"; null where neither is known. */
export const placeWords = ({ lead }: Candidate['row']): string | null =>
  [lead.address, lead.city].filter(Boolean).join(', ') || null;

/** "Mara Lind, +49 30 555 0123": whom to ask for and how to reach them. */
export function contactWords({ lead, pocs }: Candidate['row']): string {
  const [contact] = pocs;
  return [contact?.name, contact?.phone ?? lead.phone].filter(Boolean).join(', ');
}

/** The whole way in kilometres; null where no two neighbours have points. */
export function wholeWay(stops: readonly Pick<RoundStop, 'way_km'>[]): number | null {
  const ways = stops.flatMap(({ way_km }) => (way_km === null ? [] : [way_km]));
  return ways.length === 0 ? null : ways.reduce((sum, way) => sum + way, 0);
}

/** "350 m", "4.2 km", "120 km". */
export function wayWords(kilometres: number): string {
  if (kilometres < 0.995) return `${Math.round(kilometres * 100) * 10} m`;
  return say('{value} km', {
    value: kilometres < 9.95 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres),
  });
}
