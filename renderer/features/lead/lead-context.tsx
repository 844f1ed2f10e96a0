// What every part of the lead's screen reads: the lead with all that hangs on it, its row of the desk, and the people.
import { createContext, useContext } from 'react';
import type { Settings } from '#domain/settings/settings.ts';
import type { User } from '#domain/user/user.ts';
import type { DeskRow } from '../../replica/desk-types.ts';
import type { LeadDetail } from '../../replica/replica-types.ts';
import { say } from '../../words/say.ts';
import type { Again } from './again.ts';

export interface LeadView {
  detail: LeadDetail;
  /** null for a moment, until the desk has taken a new lead in. */
  row: DeskRow | null;
  /** The zone that applies to the lead. */
  timeZone: string;
  zoneAssumed: boolean;
  /** The reader's own zone. */
  ownZone: string;
  settings: Settings | undefined;
  users: readonly User[];
  /** Whether the reader may assign leads. */
  staff: boolean;
  /** Refused or overwritten work that is being edited again; null as a rule. */
  again: Again | null;
}

export const LeadContext = createContext<LeadView | null>(null);

/** Throws outside the lead's screen. */
export function useLeadView(): LeadView {
  const view = useContext(LeadContext);
  if (view === null) throw new Error('useLeadView needs a LeadContext');
  return view;
}

/** Name of a user; "somebody" for one that this computer does not know. */
export const userName = (users: readonly User[], id: string | null): string =>
  users.find((user) => user.id === id)?.name ?? say('somebody');
