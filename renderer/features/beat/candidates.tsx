// Who is due by the day and not in the round yet, the most pressing first. Enter, or the button beside the list, takes one.
import { Button } from '@mantine/core';
import { IconCoffee, IconRoute, IconSearchOff } from '@tabler/icons-react';
import { memo, useCallback, useMemo, useState } from 'react';
import { kilometresBetween, type Point } from '#domain/beat/place.ts';
import { windowsTouching } from '#domain/beat/schedule.ts';
import { dayNumber, weekdayOf } from '#domain/plan/days.ts';
import type { PlanLead } from '#domain/plan/lead.ts';
import { isPlanned } from '#domain/plan/plan.ts';
import { zoneOf } from '#domain/plan/zone.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useListKeys } from '../../ui/list-keys.ts';
import { RowClock } from '../../ui/local-clock.tsx';
import { ToneChip } from '../../ui/tone-chip.tsx';
import { VirtualListbox } from '../../ui/virtual-listbox.tsx';
import { clockWords, weekdayWord } from '../../words/dates.ts';
import { say } from '../../words/say.ts';
import css from './beat.module.css';
import { type Candidate, lateDaysOn } from './beat-rows.ts';
import { wayWords } from './round-stops.ts';

type HoursOf = (candidate: Candidate) => Pick<PlanLead, 'time_zone' | 'call_hours' | 'closed_dates'>;

interface Props {
  candidates: readonly Candidate[];
  /** All who are due by the day. */
  total: number;
  on: string;
  /** From where distances are said. */
  from: Point | null;
  hoursOf: HoursOf;
  /** How many stops the round has. */
  planned: number;
  putIn(candidate: Candidate): void;
  clear(): void;
}

const ROW_HEIGHT = 56;
const idOf = ({ row }: Candidate): string => row.lead_id;

export function Candidates({ candidates, total, on, from, hoursOf, planned, putIn, clear }: Props) {
  const [selected, setSelected] = useState({ id: '', index: 0 });
  const ids = useMemo(() => candidates.map(idOf), [candidates]);
  const found = ids.indexOf(selected.id);
  const index = found >= 0 ? found : Math.min(selected.index, ids.length - 1);
  const select = (next: number) => setSelected({ id: ids[next] ?? '', index: next });
  const take = (at: number) => {
    const candidate = candidates[at];
    if (candidate === undefined) return;
    setSelected({ id: ids[at + 1] ?? '', index: at });
    putIn(candidate);
  };
  useListKeys({ id: 'beat', group: say('Beat'), count: ids.length, index, select, open: take });
  const sections = useMemo(() => [{ key: 'due', label: say('Due'), rows: candidates }], [candidates]);
  const renderRow = useCallback(
    (candidate: Candidate) => <CandidateRow candidate={candidate} on={on} from={from} hoursOf={hoursOf} />,
    [on, from, hoursOf],
  );
  return (
    <section className={css.due} aria-label={say('Due by that day')}>
      {candidates.length === 0 ? (
        <Nobody total={total} planned={planned} clear={clear} />
      ) : (
        <>
          <VirtualListbox
            label={say('Due')}
            sections={sections}
            idOf={idOf}
            renderRow={renderRow}
            rowHeight={ROW_HEIGHT}
            selectedId={ids[index] ?? null}
            onSelect={(id) => select(ids.indexOf(id))}
            onOpen={(id) => take(ids.indexOf(id))}
          />
          <div className={css.take}>
            <span className={css.takeWho}>{candidates[index]?.row.lead.name}</span>
            <Button variant="default" title="Enter" onClick={() => take(index)}>
              {say('Put in')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

interface RowProps {
  candidate: Candidate;
  on: string;
  from: Point | null;
  hoursOf: HoursOf;
}

const CandidateRow = memo(function CandidateRow({ candidate, on, from, hoursOf }: RowProps) {
  const { row, area, point } = candidate;
  const { lead, plan } = row;
  const way = from && point ? wayWords(kilometresBetween(from, point)) : null;
  const late = lateDaysOn(row, on);
  const promised = isPlanned(plan) && plan.reason === 'callback';
  return (
    <div className={css.row} title={isPlanned(plan) ? plan.explanation : undefined}>
      <div className={css.who}>
        <span className={css.name}>{lead.name}</span>
        <span className={css.sub}>
          {[area, lead.address, way].filter(Boolean).join(' · ') || say('No area')}
        </span>
      </div>
      <div className={css.chips}>
        <span className={css.chipLine}>
          {promised && <ToneChip tone="now">{say('promised')}</ToneChip>}
          <ToneChip tone={late > 0 ? 'overdue' : 'today'}>
            {late > 0 ? say('{late} d late by then', { late }) : say('due that day')}
          </ToneChip>
        </span>
        <span className={css.sub}>{hoursOn(candidate, on, hoursOf)}</span>
      </div>
      <div className={css.clock}>
        <RowClock lead={lead} timeZone={row.time_zone} assumed={row.time_zone_assumed} />
      </div>
    </div>
  );
});

// The lead's own day of that date: what its door says.
function hoursOn(candidate: Candidate, on: string, hoursOf: HoursOf): string {
  const hours = hoursOf(candidate);
  const zone = zoneOf(hours.time_zone);
  const day = dayNumber(on);
  const weekday = weekdayWord(weekdayOf(day));
  const words = windowsTouching(hours, zone.startOf(day), zone.startOf(day + 1)).map(
    ({ opens, closes }) => `${clockWords(opens, zone)}–${clockWords(closes, zone)}`,
  );
  return words.length === 0 ? say('closed {weekday}', { weekday }) : `${weekday} ${words.join(', ')}`;
}

function Nobody({ total, planned, clear }: Pick<Props, 'total' | 'planned' | 'clear'>) {
  if (total === 0)
    return (
      <EmptyState icon={<IconCoffee size={34} stroke={1.3} />} title={say('Nobody is due by then')}>
        {say('Choose a later day: leads come by their rhythm, promises and snoozes.')}
      </EmptyState>
    );
  if (planned >= total)
    return (
      <EmptyState icon={<IconRoute size={34} stroke={1.3} />} title={say('All who are due are in the round')}>
        {say('Put them in order on the right, then send them to your calendar.')}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<IconSearchOff size={34} stroke={1.3} />}
      title={say('Nobody else matches')}
      action={
        <Button variant="light" onClick={clear}>
          {say('Clear filters')}
        </Button>
      }
    >
      {say('Another area, another distance or fewer letters find more.')}
    </EmptyState>
  );
}
