// What the mails are called.
import type { TemplateName } from '#domain/mail/mail-template.ts';

export const TEMPLATE_WORDS: Readonly<Record<TemplateName, string>> = {
  intake_ack: 'Answer to an applicant',
  intake_notify: 'New application, to the desk',
  assigned: 'A lead was assigned',
  sla_reminder: 'Reminder of an answer',
  sla_breach: 'An answer was missed',
  invitation: 'Invitation',
  password_reset: 'New password',
};

/** "Invitation" for invitation; a mail to try a text says so. */
export const mailWords = (template: string): string =>
  TEMPLATE_WORDS[template as TemplateName] ?? (template === 'test' ? 'A text on trial' : template);

export const STATUS_WORDS = { queued: 'Waits', sent: 'Sent', failed: 'Failed' } as const;
