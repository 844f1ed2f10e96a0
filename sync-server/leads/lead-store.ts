// What the files of this folder need to change a lead: the store, and the outbox for the mail to a new assignee.
import type { Deps } from '../deps.ts';
import type { Outbox } from '../mail/outbox.ts';

export type LeadStore = Pick<Deps, 'db' | 'clock' | 'ids'> & {
  config: Pick<Deps['config'], 'PUBLIC_URL'>;
  outbox: Outbox;
};
