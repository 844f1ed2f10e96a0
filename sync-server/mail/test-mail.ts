// A mail to the admin himself, to see how a text looks where he reads his mail.

import type { TemplateName } from '#domain/mail/mail-template.ts';
import type { User } from '#domain/user/user.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import type { Text } from './template.ts';

/** Queues it; it is about no lead and goes to nobody else. */
export function sendTestMail(
  store: Pick<Deps, 'db' | 'clock' | 'outbox'>,
  { id: actor_id, email: to }: Pick<User, 'id' | 'email'>,
  template: TemplateName,
  text: Text,
): Promise<{ id: string; to: string; template: string; status: string }> {
  return inWriteTransaction(store, async (tx) => {
    const id = await store.outbox.queue(tx, { ...text, template, to });
    const details = { template, mail_id: id };
    await appendAudit(tx, [{ actor_id, action: 'test_mail', entity: 'settings', entity_id: null, details }]);
    return { id, to, template, status: 'queued' };
  });
}
