// The workspace's own mail texts: read, set, and given up for those delivered with the server.
import { and, eq } from 'drizzle-orm';
import type { Language } from '#domain/language.ts';
import type { Template, TemplateItem, TemplateName } from '#domain/mail/mail-template.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { ok, type Result, refuse } from '#domain/result.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { Act } from '../audit/write-audited.ts';
import type { Queryable } from '../db/database.ts';
import { mail_templates } from '../db/tables/records.ts';
import type { Deps } from '../deps.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { issuesOfTemplate } from './check-template.ts';
import { deliveredTemplate, VARIABLES } from './template.ts';

/** Which text is meant. */
export interface TemplateKey {
  name: TemplateName;
  language: Language;
}

/** The text that mails are made from now. */
export async function readTemplate(q: Queryable, key: TemplateKey): Promise<TemplateItem> {
  const [own] = await q.select().from(mail_templates).where(is(key));
  const { subject, body, html } = own ?? deliveredTemplate(key.name, key.language);
  const about = { overridden: own !== undefined, updated_at: own?.updated_at ?? null };
  return { ...key, subject, body, html, ...about, variables: VARIABLES[key.name] };
}

const is = ({ name, language }: TemplateKey) =>
  and(eq(mail_templates.name, name), eq(mail_templates.language, language));

/** A text that can be filled, or the refusal `invalid` that names what is wrong with it. Lines end as LF. */
export function checkedTemplate(name: TemplateName, given: Template): Result<Template, Refusal> {
  const lines = (text: string) => text.replaceAll('\r\n', '\n');
  const template = {
    subject: given.subject.trim(),
    body: lines(given.body),
    html: given.html === null ? null : lines(given.html),
  };
  const errors = issuesOfTemplate(name, template);
  return errors.length > 0 ? refuse(refusal('invalid', { errors })) : ok(template);
}

/** Sets a text of the workspace's own; null gives it up. Refusal: `invalid`. */
export async function setTemplate(
  store: Pick<Deps, 'db' | 'clock'>,
  act: Act,
  key: TemplateKey,
  given: Template | null,
): Promise<Result<TemplateItem, Refusal>> {
  const checked = given === null ? ok(null) : checkedTemplate(key.name, given);
  if (!checked.ok) return checked;
  return inWriteTransaction(store, async (tx) => {
    await tx.sql.delete(mail_templates).where(is(key));
    if (checked.value !== null) {
      const about = { updated_at: tx.now, updated_by: act.actor.id };
      await tx.sql.insert(mail_templates).values({ ...key, ...checked.value, ...about });
    }
    const action = checked.value === null ? 'reset_template' : 'set_template';
    const details = { request_id: act.requestId, ...key };
    await appendAudit(tx, [{ actor_id: act.actor.id, action, entity: 'settings', entity_id: null, details }]);
    return ok(await readTemplate(tx.sql, key));
  });
}
