// What a prospect may tell us about himself, without an account: shape, limits, and words for each field that is wrong.
import { z } from 'zod';
import { emailSchema, hasControlCharacters, optional, phoneSchema, text } from '../fields.ts';
import { invalid, type Refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import { timeZoneSchema } from '../time.ts';
import { campaignFields } from './campaign.ts';

const LINK = 'must be a link that starts with http:// or https://';
const ONE_RESUME = 'must be given: either a file or a link';

/** Text with line ends as LF and no blanks around it; what says nothing is null. Other values stay for the schema. */
const tidy = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() || null : value;

/** The same for what is one line: inner blanks and line ends become one blank. */
const tidyLine = (value: unknown): unknown => {
  const tidied = tidy(value);
  return typeof tidied === 'string' ? tidied.replaceAll(/[ \t\n]+/g, ' ') : tidied;
};

const missing = (issue: { input?: unknown }): string =>
  issue.input === null || issue.input === undefined ? 'must be given' : 'must be text';

const given = <T extends z.ZodType<string, string>>(schema: T) =>
  z.preprocess(tidyLine, z.string({ error: missing }).pipe(schema));

const line = <T extends z.ZodType>(schema: T) => z.preprocess(tidyLine, optional(schema));

const isLink = (value: string): boolean =>
  /^https?:\/\/\S+$/i.test(value) && !hasControlCharacters(value) && URL.canParse(value);

/** Fields of an application. Unknown ones, and those that only the server sets, fall away. */
export const intakeSchema = z.object({
  first_name: given(text(100)),
  last_name: given(text(100)),
  email: given(emailSchema),
  phone: line(phoneSchema),
  company: line(text(200)),
  message: z.preprocess(tidy, optional(text(5000))),
  time_zone: line(timeZoneSchema),
  /** Made once per form by whoever shows it: a repeat with the same one is the same application. */
  form_key: line(text(200)),
  ...campaignFields,
  /** The résumé as an address. The server keeps it and never opens it. */
  resume: z.preprocess(tidy, optional(z.string({ error: LINK }).max(2000).refine(isLink, LINK))),
});
export type Intake = z.output<typeof intakeSchema>;

/**
 * An application from its fields. `hasFile`: a résumé came as a file beside them. Refusal: `invalid`, one message per
 * field; a résumé is wanted exactly once.
 */
export function readIntake(fields: Record<string, unknown>, hasFile: boolean): Result<Intake, Refusal> {
  const parsed = intakeSchema.safeParse(fields);
  const issues = parsed.success ? [] : [...parsed.error.issues];
  const hasLink = tidy(fields['resume'] ?? null) !== null;
  const resume = resumeIssue(hasFile, hasLink);
  const all = [...issues, ...(resume ? [{ path: ['resume'], message: resume }] : [])];
  return parsed.success && all.length === 0 ? ok(parsed.data) : refuse(invalid(all));
}

function resumeIssue(hasFile: boolean, hasLink: boolean): string | null {
  if (hasFile && hasLink) return 'must be given once: a file or a link, not both';
  return hasFile || hasLink ? null : ONE_RESUME;
}
