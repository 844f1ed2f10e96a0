// The customer: the account that a won lead becomes. A lead has exactly one, the same wherever it is made.
import { z } from 'zod';
import { documentHead, label, optional } from '../fields.ts';
import { customerIdOf, derivedId, idSchema } from '../ids.ts';
import type { Lead } from '../lead/lead.ts';
import { zoneOfLead } from '../lead/lead-zone.ts';
import { dayIn, daySchema } from '../time.ts';

export const customerSchema = z.object({
  ...documentHead,
  lead_id: optional(idSchema),
  name: label(200),
  since_on: daySchema,
  assignee_id: optional(idSchema),
});
export type Customer = z.output<typeof customerSchema>;

/**
 * The customer that a won lead becomes. Every part follows from the lead, the write id too, so that a laptop and the
 * server make the same document and one of the two writes is a repeat of the other.
 * `won_at` is needed; the day is the local one of the lead.
 */
export function customerOfWonLead(
  lead: Pick<Lead, 'id' | 'name' | 'time_zone' | 'country' | 'assignee_id'> & { won_at: string },
): Customer {
  const content = {
    lead_id: lead.id,
    name: lead.name,
    since_on: dayIn(lead.won_at, zoneOfLead(lead)),
    assignee_id: lead.assignee_id,
  };
  const write_id = derivedId(`${lead.won_at} ${JSON.stringify(content)}`);
  return {
    id: customerIdOf(lead.id),
    write_id,
    created_at: lead.won_at,
    updated_at: lead.won_at,
    ...content,
  };
}
