// The columns of the list, with their widths in pixels; the first one takes what is left.
import type { ColumnKey } from './leads-search.ts';

export interface Column {
  id: string;
  label: string;
  width: string;
  /** Missing: the list cannot be put in order by it. */
  sort?: ColumnKey;
}

const ASSIGNEE: Column = { id: 'assignee', label: 'Assignee', width: '92px', sort: 'assignee' };

/** Staff also see whose a lead is. */
export const columnsFor = (staff: boolean): readonly Column[] => [
  { id: 'name', label: 'Lead', width: 'minmax(150px, 1fr)', sort: 'name' },
  { id: 'state', label: 'State', width: '112px', sort: 'state' },
  { id: 'tier', label: 'Tier', width: '46px', sort: 'tier' },
  { id: 'due', label: 'Next due', width: '118px', sort: 'due' },
  { id: 'clock', label: 'Local time', width: '122px' },
  { id: 'last', label: 'Last contact', width: '102px', sort: 'last_contact' },
  { id: 'phone', label: 'Phone', width: '132px' },
  ...(staff ? [ASSIGNEE] : []),
  { id: 'status', label: 'Account', width: staff ? '84px' : '104px', sort: 'status' },
];
