// The leads that a round can be made of: due by its day, the most pressing first, narrowed by area, weekday and distance.
import { fixedWeekdays, isDueBy } from '#domain/beat/due-by.ts';
import { areaOf, kilometresBetween, type Point, pointOf } from '#domain/beat/place.ts';
import type { Cadence } from '#domain/lead/cadence.ts';
import { compareKeys, orderKey } from '#domain/plan/order.ts';
import { isPlanned } from '#domain/plan/plan.ts';
import type { DeskRow } from '../../replica/desk-types.ts';

export interface Candidate {
  row: DeskRow;
  area: string | null;
  point: Point | null;
  /** ISO weekdays that its rhythm names; none for one that counts days. */
  weekdays: readonly number[];
}

export interface BeatFilter {
  text: string;
  /** Empty: any. `NO_AREA` stands for leads without one. */
  areas: readonly string[];
  /** Empty: any. "1" to "7". */
  weekdays: readonly string[];
  /** Kilometres from `from`; null: any distance. */
  within: number | null;
  from: Point | null;
}

/** Stands for "has none". */
export const NO_AREA = '-';

export const candidateOf = (row: DeskRow, cadence: Cadence | null): Candidate => ({
  row,
  area: areaOf(row.lead),
  point: pointOf(row.lead),
  weekdays: fixedWeekdays(cadence),
});

/**
 * Those of the rows that are due by the day `on`, promises first, then the most urgent. Who is open at this moment does
 * not matter for another day. `cadenceOf` says the rhythm that applies.
 */
export function dueCandidates(
  rows: readonly DeskRow[],
  on: string,
  cadenceOf: (row: DeskRow) => Cadence | null,
): Candidate[] {
  return rows
    .flatMap((row) => {
      const { plan, lead, performance } = row;
      if (lead.do_not_call || !isDueBy(plan, on, row.time_zone)) return [];
      const { value_minor } = lead;
      const key = orderKey({ lead, plan, sla_pressing: false, status: performance, value_minor });
      return [{ row, key: { ...key, group: plan.reason === 'callback' ? 0 : 1 } }];
    })
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ row }) => candidateOf(row, cadenceOf(row)));
}

/** The candidates that fit every part of the filter, in their order. */
export function narrowed(candidates: readonly Candidate[], filter: BeatFilter): Candidate[] {
  const words = plain(filter.text).split(/\s+/).filter(Boolean);
  return candidates.filter(
    (candidate) =>
      (filter.areas.length === 0 || filter.areas.includes(candidate.area ?? NO_AREA)) &&
      (filter.weekdays.length === 0 ||
        candidate.weekdays.some((day) => filter.weekdays.includes(String(day)))) &&
      isWithin(candidate.point, filter) &&
      words.every((word) => wordsOf(candidate).includes(word)),
  );
}

function isWithin(point: Point | null, { within, from }: BeatFilter): boolean {
  if (within === null || from === null) return true;
  return point !== null && kilometresBetween(from, point) <= within;
}

const wordsOf = ({ row: { lead }, area }: Candidate): string =>
  plain([lead.name, lead.company, area, lead.city, lead.address].filter(Boolean).join(' '));

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The areas that occur, with how many candidates each has; the greatest first. */
export function areasOf(candidates: readonly Candidate[]): { area: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { area } of candidates) counts.set(area ?? NO_AREA, (counts.get(area ?? NO_AREA) ?? 0) + 1);
  return [...counts]
    .map(([area, count]) => ({ area, count }))
    .sort((a, b) => b.count - a.count || (a.area < b.area ? -1 : 1));
}

/** "3 d late", "due Tue": how pressing a planned lead is, seen from the day of the round. */
export const lateDaysOn = ({ plan }: DeskRow, on: string): number =>
  isPlanned(plan) ? Math.max(0, Math.round((Date.parse(on) - Date.parse(plan.due_on)) / 86_400_000)) : 0;
