// What the mails are called.
import type { TemplateName } from '#domain/mail/mail-template.ts';
import { say } from '../../words/say.ts';

export const TEMPLATE_WORDS: Readonly<Record<TemplateName, string>> = {
  intake_ack: say('Answer to an applicant'),
  intake_notify: say('New application, to the desk'),
  assigned: say('A lead was assigned'),
  sla_reminder: say('Reminder of an answer'),
  sla_breach: say('An answer was missed'),
  invitation: say('Invitation'),
  password_reset: say('New password'),
};

/** "Invitation" for invitation; a mail to try a text says so. */
export const mailWords = (template: string): string =>
  TEMPLATE_WORDS[template as TemplateName] ?? (template === 'test' ? say('A text on trial') : template);

export const STATUS_WORDS = { queued: say('Waits'), sent: say('Sent'), failed: say('Failed') } as const;
