// A mail of the outbox as it is listed, without its text.
import { z } from 'zod';
import { idSchema } from '../ids.ts';

export const MAIL_STATUSES = ['queued', 'sent', 'failed'] as const;
export type MailStatus = (typeof MAIL_STATUSES)[number];

const instant = z.string().meta({ format: 'date-time' });

export const outboxItemSchema = z.object({
  id: idSchema,
  template: z.string(),
  to: z.string(),
  status: z.enum(MAIL_STATUSES),
  attempts: z.int(),
  last_error: z.string().nullable(),
  lead_id: idSchema.nullable(),
  resend_of: idSchema.nullable(),
  created_at: instant,
  sent_at: instant.nullable(),
});
export type OutboxItem = z.output<typeof outboxItemSchema>;
