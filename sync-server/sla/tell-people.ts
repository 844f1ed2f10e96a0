// Queues the mails about promised answers: one for each person, about all that concerns him.
import type { Lead } from '#domain/lead/lead.ts';
import type { User } from '#domain/user/user.ts';
import type { WriteTx } from '../feed/write-documents.ts';
import { readLetters } from '../mail/letters.ts';
import type { Outbox } from '../mail/outbox.ts';
import { type SlaTemplate, slaMail } from '../mail/sla-mails.ts';
import type { Team } from './read-team.ts';

export interface TellDeps {
  outbox: Outbox;
  config: { PUBLIC_URL: string };
}

/** Leads, each with the people who are to hear of it; whoever stands there twice hears once. Gives the number of mails. */
export async function tellPeople(
  tx: WriteTx,
  { outbox, config }: TellDeps,
  template: SlaTemplate,
  team: Team,
  told: readonly { lead: Lead; people: readonly (User | null)[] }[],
): Promise<number> {
  const byPerson = new Map<User, Lead[]>();
  for (const { lead, people } of told) {
    for (const person of new Set(people))
      if (person) byPerson.set(person, [...(byPerson.get(person) ?? []), lead]);
  }
  if (byPerson.size === 0) return 0;
  const letters = await readLetters(tx.sql);
  for (const [{ email, time_zone }, leads] of byPerson) {
    const promised = leads.map((lead) => ({ lead, assignee: team.person(lead.assignee_id)?.name ?? null }));
    const text = slaMail(template, promised, { public_url: config.PUBLIC_URL, time_zone, letters });
    const [only, ...others] = leads;
    await outbox.queue(tx, {
      ...text,
      template,
      to: email,
      lead_id: others.length === 0 ? (only?.id ?? null) : null,
    });
  }
  return byPerson.size;
}
