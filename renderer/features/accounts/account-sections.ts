// The accounts in the order in which they ask for attention: one section per status, the weakest first.
import type { AccountRow } from '../../replica/desk-types.ts';
import { say } from '../../words/say.ts';

export type AccountStatus = NonNullable<AccountRow['account']['status']>;

export interface AccountGroup {
  status: AccountStatus;
  /** Of two lists: who does badly, and who does well. NEW accounts stand between them. */
  list: 'under' | 'new' | 'well';
  title: string;
  rows: readonly AccountRow[];
}

const GROUPS: readonly Omit<AccountGroup, 'rows'>[] = [
  { status: 'UNDER', list: 'under', title: say('Under performing') },
  { status: 'WATCH', list: 'under', title: say('To watch') },
  { status: 'NEW', list: 'new', title: say('New, too early to say') },
  { status: 'WELL', list: 'well', title: say('Well performing') },
  { status: 'STEADY', list: 'well', title: say('Steady') },
];

/**
 * Rows come weakest first and stay so; in the list of those who do well the strongest come first. `text` narrows by
 * name, company and city.
 */
export function accountGroups(rows: readonly AccountRow[], text: string): AccountGroup[] {
  const wanted = plain(text.trim());
  const found = wanted === '' ? rows : rows.filter((row) => plain(wordsOf(row)).includes(wanted));
  return GROUPS.map((group) => {
    const own = found.filter(({ account }) => account.status === group.status);
    return { ...group, rows: group.list === 'well' ? own.toReversed() : own };
  });
}

const wordsOf = ({ lead }: AccountRow): string =>
  [lead.name, lead.company, lead.city].filter(Boolean).join(' ');

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
