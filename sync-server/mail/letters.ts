// The templates as they are in this workspace: its own where it has some, else those delivered with the server.
import { sql } from 'drizzle-orm';
import type { Language } from '#domain/language.ts';
import { LANGUAGES } from '#domain/language.ts';
import type { Template, TemplateName } from '#domain/mail/mail-template.ts';
import { type Queryable, rowsOf } from '../db/database.ts';
import { mail_templates } from '../db/tables/records.ts';
import { settings } from '../db/tables/workspace.ts';
import { issuesOfTemplate } from './check-template.ts';
import { deliveredTemplate, fillTemplate, type Text, type Variables } from './template.ts';

/** Writes mails in one language. */
export interface Letters {
  language: Language;
  fill(name: TemplateName, variables: Variables): Text;
  /** The same in another language; null: in that of the workspace. */
  in(language: Language | null): Letters;
}

type TemplateOf = (name: TemplateName, language: Language) => Template;

/** Letters by these templates. */
export const lettersBy = (templateOf: TemplateOf, own: Language, language: Language = own): Letters => ({
  language,
  fill: (name, variables) => fillTemplate(templateOf(name, language), variables, language),
  in: (other) => lettersBy(templateOf, own, other ?? own),
});

/** Letters as they are delivered, in English. */
export const DELIVERED: Letters = lettersBy(deliveredTemplate, 'en');

/**
 * The letters of this workspace, in its language. A text of its own that this version of the server cannot fill gives way to
 * the delivered one: a mail is never held up by its text.
 */
export async function readLetters(q: Queryable): Promise<Letters> {
  const [row] = rowsOf(
    await q.execute(sql`
      select (select ${settings.language} from ${settings} limit 1) as language,
        (select coalesce(json_agg(t), '[]')::text from ${mail_templates} t) as own`),
  );
  const own = JSON.parse(String(row?.['own'] ?? '[]')) as (Template & { name: string; language: string })[];
  const byKey = new Map(own.map((one) => [`${one.name} ${one.language}`, one]));
  const templateOf: TemplateOf = (name, language) => {
    const found = byKey.get(`${name} ${language}`);
    return found && issuesOfTemplate(name, found).length === 0 ? found : deliveredTemplate(name, language);
  };
  return lettersBy(templateOf, LANGUAGES.find((one) => one === row?.['language']) ?? 'en');
}
