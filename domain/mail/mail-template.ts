// The texts of mails as admins read and change them: which there are, what one is made of, and how it is tried.
import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { LANGUAGES } from '../language.ts';

/** The mails about one lead that a person may send once more. */
export const RESENDABLE = ['intake_ack', 'intake_notify', 'assigned'] as const;

/** The mails about a person's own account; each is nothing without its link. */
export const ACCOUNT_TEMPLATES = ['invitation', 'password_reset'] as const;
export type AccountTemplate = (typeof ACCOUNT_TEMPLATES)[number];

export const TEMPLATE_NAMES = [...RESENDABLE, 'sla_reminder', 'sla_breach', ...ACCOUNT_TEMPLATES] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** Most characters of a text or a page. */
export const LONGEST_TEMPLATE = 50_000;

export const templateSchema = z.object({
  subject: z.string().min(1).max(500),
  body: z.string().min(1).max(LONGEST_TEMPLATE),
  /** Null: the page is made from the text. */
  html: z
    .string()
    .min(1)
    .max(LONGEST_TEMPLATE)
    .nullish()
    .transform((text) => text ?? null),
});
export type Template = z.output<typeof templateSchema>;

export const templateItemSchema = z.object({
  name: z.enum(TEMPLATE_NAMES),
  language: z.enum(LANGUAGES),
  subject: z.string(),
  body: z.string(),
  html: z.string().nullable(),
  overridden: z.boolean(),
  updated_at: z.string().nullable(),
  variables: z.array(z.string()).readonly(),
});
export type TemplateItem = z.output<typeof templateItemSchema>;

/** A mail as it would be. */
export const templatePreviewSchema = z.object({ subject: z.string(), body: z.string(), html: z.string() });

/** What became of a mail that was sent to try it. */
export const testMailSchema = z.object({
  id: idSchema,
  to: z.string(),
  template: z.string(),
  status: z.string(),
});
