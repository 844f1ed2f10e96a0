// The mails about a person's own account: the invitation, and the link for a new password.

import type { AccountTemplate } from '#domain/mail/mail-template.ts';
import type { User } from '#domain/user/user.ts';
import { inWords } from './lead-mails.ts';
import type { Letters } from './letters.ts';
import type { Text } from './template.ts';

export interface AccountMailFacts {
  link: string;
  expires_at: string;
  /** Name of who had it sent; null: the person himself. */
  by: string | null;
  letters: Letters;
}

/** Subject and body, to the person; his times stand in his own zone. */
export const accountMail = (
  template: AccountTemplate,
  { name, email, time_zone }: Pick<User, 'name' | 'email' | 'time_zone'>,
  { link, expires_at, by, letters }: AccountMailFacts,
): Text =>
  letters.fill(template, {
    name,
    email,
    by: by ?? 'Callbook',
    expires: inWords(expires_at, time_zone, letters.language),
    link,
  });
