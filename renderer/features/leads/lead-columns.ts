// The columns of the list, with their widths as tracks of a CSS grid; the first one takes what is left.
import type { ColumnKey } from './leads-search.ts';

export interface Column {
  id: string;
  label: string;
  width: string;
  /** Missing: the list cannot be put in order by it. */
  sort?: ColumnKey;
}

const ASSIGNEE: Column = {
  id: 'assignee',
  label: 'Assignee',
  width: 'minmax(80px, 130px)',
  sort: 'assignee',
};

/** Staff also see whose a lead is. All of them together fit a window of 1024 pixels. */
export const columnsFor = (staff: boolean): readonly Column[] => [
  { id: 'name', label: 'Lead', width: 'minmax(120px, 1fr)', sort: 'name' },
  { id: 'state', label: 'State', width: 'minmax(104px, 126px)', sort: 'state' },
  { id: 'tier', label: 'Tier', width: '34px', sort: 'tier' },
  { id: 'due', label: 'Next due', width: 'minmax(104px, 132px)', sort: 'due' },
  { id: 'clock', label: 'Local time', width: 'minmax(112px, 136px)' },
  { id: 'last', label: 'Last contact', width: 'minmax(82px, 104px)', sort: 'last_contact' },
  { id: 'phone', label: 'Phone', width: 'minmax(118px, 146px)' },
  ...(staff ? [ASSIGNEE] : []),
  { id: 'status', label: 'Account', width: 'minmax(88px, 100px)', sort: 'status' },
];
