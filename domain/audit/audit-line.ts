// A line of the audit as admins read it, and what its proof says.
import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { instantSchema } from '../time.ts';

export const auditLineSchema = z.object({
  id: z.string(),
  seq: z.int(),
  at: instantSchema,
  actor_id: idSchema.nullable(),
  /** The sign-in of the device that acted, and what its program calls itself. */
  device_id: idSchema.nullable(),
  app_version: z.string().nullable(),
  action: z.string(),
  entity: z.string(),
  entity_id: idSchema.nullable(),
  details: z.record(z.string(), z.unknown()),
  version: z.int(),
  /** When what was personal in it was erased. */
  erased_at: instantSchema.nullable(),
  previous_hash: z.string(),
  hash: z.string(),
});
export type AuditLine = z.output<typeof auditLineSchema>;

/** Lines are numbered: `last_id` is the number of the page's last one. */
export const auditPageSchema = z.object({
  items: z.array(auditLineSchema),
  total: z.int(),
  has_more: z.boolean(),
  last_id: z.string().nullable(),
});

export const auditProofSchema = z.object({
  ok: z.boolean(),
  /** Lines that were looked at. */
  checked: z.int(),
  /** Number of the first line that does not hold; null when all do. */
  first_broken: z.int().nullable(),
  /** Lines whose personal values were erased. */
  erased: z.int(),
});
export type AuditProof = z.output<typeof auditProofSchema>;
