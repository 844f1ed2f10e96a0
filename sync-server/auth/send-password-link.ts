// Mails a person the link to choose his password: as an invitation to who has none yet, else as a reset.
import type { Ids } from '#domain/ids.ts';
import { addMinutes, type Clock } from '#domain/time.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Database } from '../db/database.ts';
import { password_links } from '../db/tables/workspace.ts';
import { inWriteTransaction, type WriteTx } from '../feed/write-documents.ts';
import { accountMail } from '../mail/account-mails.ts';
import { readLetters } from '../mail/letters.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { PasswordLinks } from '../mail/password-links.ts';
import { type Account, accountByEmail } from '../users/store-user.ts';

export interface PasswordLinkDeps {
  ids: Ids;
  outbox: Outbox;
  passwordLinks: PasswordLinks;
  config: { PUBLIC_URL: string };
}

/** How long a link is good for, in minutes: an invitation a week, a reset an hour. */
const INVITATION_MINUTES = 7 * 24 * 60;
const RESET_MINUTES = 60;

/** Queues the mail as part of the transaction; the person's last link ends. `by`: who had it sent; null: he himself. */
export async function sendPasswordLink(
  tx: WriteTx,
  deps: PasswordLinkDeps,
  { user, password_hash }: Account,
  by: { id: string; name: string } | null,
): Promise<void> {
  const isNew = password_hash === null;
  const link = {
    id: deps.ids.next(),
    created_at: tx.now,
    expires_at: addMinutes(tx.now, isNew ? INVITATION_MINUTES : RESET_MINUTES),
  };
  await tx.sql
    .insert(password_links)
    .values({ user_id: user.id, ...link })
    .onConflictDoUpdate({ target: password_links.user_id, set: link });
  const template = isNew ? 'invitation' : 'password_reset';
  const text = accountMail(template, user, {
    link: deps.passwordLinks.unfinished(deps.config.PUBLIC_URL, link.id),
    expires_at: link.expires_at,
    by: by?.name ?? null,
    letters: await readLetters(tx.sql),
  });
  const mail_id = await deps.outbox.queue(tx, { ...text, template, to: user.email, link_id: link.id });
  const action = isNew ? 'invite' : 'send_password_link';
  await appendAudit(tx, [
    { actor_id: by?.id ?? null, action, entity: 'user', entity_id: user.id, details: { mail_id } },
  ]);
}

/** The same for whoever has this address and may sign in; for nobody else anything happens. */
export async function sendPasswordLinkTo(
  deps: PasswordLinkDeps & { db: Database; clock: Clock },
  email: string,
): Promise<void> {
  await inWriteTransaction(deps, async (tx) => {
    const account = await accountByEmail(tx.sql, email);
    if (account?.user.is_active) await sendPasswordLink(tx, deps, account, null);
  });
}
