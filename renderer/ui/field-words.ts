// The words for coded fields: outcomes, kinds of interaction, pipeline states, tiers and account statuses.
import { say, tongue } from '../words/say.ts';

const OUTCOMES: Readonly<Record<string, string>> = {
  CONNECTED: say('Connected'),
  NO_ANSWER: say('No answer'),
  FOLLOW_UP: say('Follow-up'),
  CALLBACK: say('Callback'),
  ORDER_PLACED: say('Order placed'),
  NOT_INTERESTED: say('Not interested'),
  BUSY: say('Busy'),
  VOICEMAIL: say('Voicemail'),
  WRONG_NUMBER: say('Wrong number'),
};

const TYPES: Readonly<Record<string, string>> = {
  CALL: say('Call'),
  VISIT: say('Visit'),
  VIDEO: say('Video call'),
  MEETING: say('Meeting'),
  EMAIL: say('E-mail'),
  MESSAGE: say('Message'),
  NOTE: say('Note'),
  ORDER: say('Order'),
  RETURN: say('Return'),
};

const STATUSES: Readonly<Record<string, string>> = {
  WELL: say('Well'),
  STEADY: say('Steady'),
  WATCH: say('Watch'),
  UNDER: say('Under'),
  NEW: say('New account'),
};

const STATES: Readonly<Record<string, string>> = {
  PENDING: say('Pending'),
  REACHED_OUT: say('Reached out'),
  WON: say('Won'),
  LOST: say('Lost'),
  QUALIFIED: say('Qualified'),
  NEGOTIATION: say('Negotiation'),
  ORGANIZATION: say('Organization'),
  PERSON: say('Person'),
};

/** "No answer" for NO_ANSWER; empty for none. */
export const outcomeWord = (outcome: string | null): string => OUTCOMES[outcome ?? ''] ?? '';

/** "Call" for CALL. */
export const typeWord = (type: string): string => TYPES[type] ?? type;

/** "Well" for WELL; empty for none. */
export const statusWord = (status: string | null): string => STATUSES[status ?? ''] ?? '';

/** "Reached out" for REACHED_OUT; a workspace's own state likewise. */
export const stateWord = (state: string): string =>
  STATES[state] ?? state.charAt(0) + state.slice(1).toLowerCase().replaceAll('_', ' ');

const countries = new Intl.DisplayNames([tongue().locale], { type: 'region' });

/** "Germany" for DE. */
export const countryName = (code: string): string => countries.of(code) ?? code;
