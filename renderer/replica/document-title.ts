// Of what an entry of the attention list speaks, in a word or two that a person recognises.
import type { Collection } from '#domain/sync/collections.ts';
import { say } from '../words/say.ts';

const KINDS: Record<Collection, string> = {
  leads: say('Lead'),
  pocs: say('Contact'),
  interactions: say('Interaction'),
  plan_events: say('Plan'),
  customers: say('Customer'),
  metrics: say('Expected performance'),
  users: say('User'),
  settings: say('Settings'),
};

const TYPES: Record<string, string> = {
  CALL: say('Call'),
  VISIT: say('Visit'),
  VIDEO: say('Video call'),
  MEETING: say('Meeting'),
  EMAIL: 'E-mail',
  MESSAGE: say('Message'),
  NOTE: say('Note'),
  ORDER: say('Order'),
  RETURN: say('Return'),
  callback: say('Callback'),
  snooze: say('Snooze'),
};

/** "Nordlicht Bakery" where the document has a name, else its kind with its day: "Call of 2026-03-09". */
export function titleOf(collection: Collection, document: Record<string, unknown>): string {
  if (typeof document['name'] === 'string') return document['name'];
  const kind = TYPES[String(document['type'] ?? document['kind'] ?? '')] ?? KINDS[collection];
  const at = document['occurred_at'];
  return typeof at === 'string' ? say('{kind} of {slice}', { kind, slice: at.slice(0, 10) }) : kind;
}
