// The words for coded fields: outcomes, kinds of interaction, pipeline states, tiers and account statuses.

const OUTCOMES: Readonly<Record<string, string>> = {
  CONNECTED: 'Connected',
  NO_ANSWER: 'No answer',
  FOLLOW_UP: 'Follow-up',
  CALLBACK: 'Callback',
  ORDER_PLACED: 'Order placed',
  NOT_INTERESTED: 'Not interested',
  BUSY: 'Busy',
  VOICEMAIL: 'Voicemail',
  WRONG_NUMBER: 'Wrong number',
};

const TYPES: Readonly<Record<string, string>> = {
  CALL: 'Call',
  VISIT: 'Visit',
  VIDEO: 'Video call',
  MEETING: 'Meeting',
  EMAIL: 'E-mail',
  MESSAGE: 'Message',
  NOTE: 'Note',
  ORDER: 'Order',
  RETURN: 'Return',
};

const STATUSES: Readonly<Record<string, string>> = {
  WELL: 'Well',
  STEADY: 'Steady',
  WATCH: 'Watch',
  UNDER: 'Under',
  NEW: 'New account',
};

/** "No answer" for NO_ANSWER; empty for none. */
export const outcomeWord = (outcome: string | null): string => OUTCOMES[outcome ?? ''] ?? '';

/** "Call" for CALL. */
export const typeWord = (type: string): string => TYPES[type] ?? type;

/** "Well" for WELL; empty for none. */
export const statusWord = (status: string | null): string => STATUSES[status ?? ''] ?? '';

/** "Reached out" for REACHED_OUT; a workspace's own state likewise. */
export const stateWord = (state: string): string =>
  state.charAt(0) + state.slice(1).toLowerCase().replaceAll('_', ' ');

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

/** "Germany" for DE. */
export const countryName = (code: string): string => countries.of(code) ?? code;
