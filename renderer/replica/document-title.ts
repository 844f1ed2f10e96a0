// Of what an entry of the attention list speaks, in a word or two that a person recognises.
import type { Collection } from '#domain/sync/collections.ts';

const KINDS: Record<Collection, string> = {
  leads: 'Lead',
  pocs: 'Contact',
  interactions: 'Interaction',
  plan_events: 'Plan',
  customers: 'Customer',
  metrics: 'Expected performance',
  users: 'User',
  settings: 'Settings',
};

const TYPES: Record<string, string> = {
  CALL: 'Call',
  VISIT: 'Visit',
  VIDEO: 'Video call',
  MEETING: 'Meeting',
  EMAIL: 'E-mail',
  MESSAGE: 'Message',
  NOTE: 'Note',
  ORDER: 'Order',
  RETURN: 'Return',
  callback: 'Callback',
  snooze: 'Snooze',
};

/** "Nordlicht Bakery" where the document has a name, else its kind with its day: "Call of 2026-03-09". */
export function titleOf(collection: Collection, document: Record<string, unknown>): string {
  if (typeof document['name'] === 'string') return document['name'];
  const kind = TYPES[String(document['type'] ?? document['kind'] ?? '')] ?? KINDS[collection];
  const at = document['occurred_at'];
  return typeof at === 'string' ? `${kind} of ${at.slice(0, 10)}` : kind;
}
