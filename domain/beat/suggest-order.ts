// The order that is suggested for a round: area by area, the most pressing area first, and within an area from one
// neighbour to the next.
import { kilometresBetween, type Point } from './place.ts';

/** A stop; stops come in the order of urgency, the most urgent first. */
export interface Placed {
  area: string | null;
  point: Point | null;
}

/**
 * The stops in the suggested order; the given array stays as it is. Areas follow each other as their most urgent stops do;
 * stops without an area come last. In an area the most urgent stop is the first, then always the nearest of those that
 * have a point; the others follow by urgency. The work grows with the square of the stops of an area.
 */
export function suggestOrder<Stop extends Placed>(stops: readonly Stop[]): Stop[] {
  const areas = new Map<string | null, Stop[]>();
  for (const stop of stops) {
    const known = areas.get(stop.area);
    if (known) known.push(stop);
    else areas.set(stop.area, [stop]);
  }
  const nowhere = areas.get(null) ?? [];
  areas.delete(null);
  return [...[...areas.values()].flatMap(fromNeighbourToNeighbour), ...fromNeighbourToNeighbour(nowhere)];
}

function fromNeighbourToNeighbour<Stop extends Placed>(stops: readonly Stop[]): Stop[] {
  const left = [...stops];
  const ordered: Stop[] = [];
  let here: Point | null = null;
  while (left.length > 0) {
    const [next] = left.splice(nextIn(left, here), 1) as [Stop];
    ordered.push(next);
    here = next.point ?? here;
  }
  return ordered;
}

// Of equally near ones the more urgent: it comes first in the list.
function nextIn(left: readonly Placed[], here: Point | null): number {
  if (here === null) return 0;
  const distances = left.map(({ point }) =>
    point === null ? Number.POSITIVE_INFINITY : kilometresBetween(here, point),
  );
  return distances.indexOf(Math.min(...distances));
}
