// One lead as a row of the list. Drawn again only when its own data changes.
import { memo } from 'react';
import { MarkBox } from './bulk/mark-box.tsx';
import type { Marks } from './bulk/use-marks.ts';
import { type CellFacts, LeadCell } from './lead-cells.tsx';
import type { Column } from './lead-columns.ts';
import css from './leads.module.css';

export interface LeadRowProps extends CellFacts {
  columns: readonly Column[];
  /** From 0. */
  index: number;
  selected: boolean;
  /** Pixels from the first row. */
  top: number;
  marked: boolean;
  toggle: Marks['toggle'];
  through: Marks['through'];
}

/** Id of the row's element, for aria-activedescendant. */
export const rowElementId = (leadId: string): string => `lead-row-${leadId}`;

// The heading is the first row of the grid, and aria counts from 1.
const FIRST_ARIA_ROW = 2;

export const LeadRow = memo(function LeadRow(props: LeadRowProps) {
  const { row, columns, index, selected, top, marked, toggle, through } = props;
  const { lead_id, lead } = row;
  return (
    <tr
      id={rowElementId(lead_id)}
      aria-rowindex={index + FIRST_ARIA_ROW}
      aria-selected={selected}
      data-lead-id={lead_id}
      data-marked={marked || undefined}
      className={css.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td className={css.cell}>
        <MarkBox leadId={lead_id} name={lead.name} marked={marked} toggle={toggle} through={through} />
      </td>
      {columns.map(({ id }) => (
        <td key={id} className={css.cell}>
          <LeadCell id={id} facts={props} />
        </td>
      ))}
    </tr>
  );
});
