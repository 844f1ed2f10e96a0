// A list of leads that somebody has named: what it asks for, as the address of the screen holds it. Shared ones stand in the
// settings; a device keeps a person's own.
import { z } from 'zod';
import { label, text } from '../fields.ts';
import { idSchema } from '../ids.ts';

const wordSchema = text(200);

export const leadViewSchema = z.object({
  id: idSchema,
  name: label(80),
  /**
   * Filters, text, order, columns, table or board, by their names in the address. What a program does not know it leaves
   * out when it opens the view, so that a newer one may ask for more.
   */
  asks: z
    .record(text(30, 1), z.union([wordSchema, z.boolean(), z.array(wordSchema).max(200)]))
    .refine((asks) => Object.keys(asks).length <= 30, 'must ask for at most 30 things'),
});
export type LeadView = z.output<typeof leadViewSchema>;
