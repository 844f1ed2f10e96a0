// The public door: the form at / and /apply, and what becomes of an application that is sent to POST /api/leads.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { CAMPAIGN_FIELDS, campaignFields, campaignOf } from '#domain/intake/campaign.ts';
import { type IntakeReply, intakeReply } from '#domain/intake/lead-from-intake.ts';
import { languageFrom } from '#domain/language.ts';
import { REFUSAL_STATUS, type Refusal, refusal } from '#domain/refusal.ts';
import type { Deps } from '../deps.ts';
import { tooLarge } from '../files/resume-type.ts';
import { type AppContext, type AppEnv, type Routes, visitor } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { PROBLEM_WORDS } from '../http/problem-words.ts';
import { errorFacts } from '../log.ts';
import type { Page } from '../pages/page.ts';
import type { ApplyIntake, CheckedIntake } from './apply-intake.ts';
import { checkSubmission } from './check-submission.ts';
import { formPage } from './form-page.ts';
import { readSubmission, type Submission } from './read-submission.ts';
import { thanksPage } from './thanks-page.ts';

type IntakeDeps = Pick<Deps, 'clock' | 'ids' | 'config' | 'log' | 'limits' | 'files'> & {
  applyIntake: ApplyIntake;
};

/** GET / and /apply: the form. To be mounted at the root. */
export function createIntakeRoutes({ config }: Pick<Deps, 'config'>): Routes {
  const promise = {
    who: 'public' as const,
    tag: 'intake',
    summary: 'The form to apply with',
    replyType: 'text/html',
  };
  const show = (c: AppContext) =>
    answer(
      c,
      200,
      formPage({
        typed: campaignIn(c),
        had_file: false,
        errors: [],
        problem: null,
        ...fresh(config.RESUME_MAX_BYTES),
      }),
    );
  return new Hono<AppEnv>().get('/', operation(promise), show).get('/apply', operation(promise), show);
}

/** What the link says of the campaign that it belongs to. */
const campaignIn = (c: AppContext): Record<string, string> =>
  campaignOf(
    campaignSchema.parse(Object.fromEntries(CAMPAIGN_FIELDS.map((name) => [name, c.req.query(name)]))),
  );

const campaignSchema = z.object(campaignFields);

const fresh = (max_bytes: number) => ({ form_key: randomUUID(), max_bytes });

/** What is known of a body that could not be read. */
const NOTHING: Submission = { fields: {}, file: null, source: 'form', trapped: false };

/**
 * Takes an application by JSON (`resume` is a link) or by form (`resume` is a file or a link) and answers 201: JSON for
 * programs, a page for browsers. `json`: the body where it was read already. It looks at nobody's rights; the route that
 * mounts it decides who comes here. Programs get refusals thrown as HttpRefusal (`too_many`, `too_large`,
 * `unsupported_type`, `invalid`, `duplicate`); browsers get the form again, with what was typed.
 */
export async function handleIntake(c: AppContext, deps: IntakeDeps, json?: unknown): Promise<Response> {
  const isBrowser = /\btext\/html\b/i.test(c.req.header('accept') ?? '');
  let seen: Submission = NOTHING;
  try {
    const tooMany = await deps.limits.intake.take(c.get('address'));
    if (tooMany) throw new HttpRefusal(tooMany);
    const submission = await readSubmission(c, deps.files.drafts, deps.config.RESUME_MAX_BYTES, json);
    seen = submission;
    const checked = unwrap(await checkSubmission(submission, deps.config.RESUME_MAX_BYTES));
    const reply = submission.trapped ? trapped(c, deps, checked) : await taken(c, deps, checked);
    return isBrowser ? answer(c, 201, thanksPage(reply)) : c.json(reply, 201);
  } catch (error) {
    if (!isBrowser) throw error;
    return formAgain(c, deps, refusalOf(c, deps, error), seen);
  } finally {
    // Of a draft that was taken in nothing is left to drop.
    await seen.file?.content.drop();
  }
}

const taken = async (c: AppContext, deps: IntakeDeps, checked: CheckedIntake): Promise<IntakeReply> =>
  unwrap(
    await deps.applyIntake(checked, {
      actor: visitor(c),
      requestId: c.get('requestId'),
      language: languageFrom(c.req.header('accept-language')),
      left: c.req.raw.signal,
    }),
  );

/** A program filled the hidden field: it is answered like everybody else, and nothing is kept. */
function trapped(c: AppContext, { log, ids, clock }: IntakeDeps, { intake }: CheckedIntake): IntakeReply {
  log.info('intake_trapped', { request_id: c.get('requestId') });
  return intakeReply(ids.next(), intake, clock.now());
}

/** What a prospect is told: the refusal, or for a fault of ours that it may go better later. */
function refusalOf(c: AppContext, { log }: IntakeDeps, error: unknown): Refusal {
  if (error instanceof HttpRefusal) return error.refusal;
  log.error('intake_failed', { request_id: c.get('requestId'), ...errorFacts(error) });
  return refusal('offline');
}

function formAgain(c: AppContext, deps: IntakeDeps, no: Refusal, { fields, file }: Submission): Response {
  const typed = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const errors = no.errors ?? [];
  // A body that is too large is not read to its end, so that it is the file can only be guessed.
  const detail = no.code === 'too_large' ? tooLarge(deps.config.RESUME_MAX_BYTES).detail : no.detail;
  const problem = errors.length > 0 ? null : (detail ?? PROBLEM_WORDS[no.code][1]);
  if (no.retry_after_s !== undefined) c.header('Retry-After', String(no.retry_after_s));
  const form = formPage({
    typed,
    had_file: file !== null,
    errors,
    problem,
    ...fresh(deps.config.RESUME_MAX_BYTES),
    // A second try of the same form stays the same form, unless its key is what was wrong.
    ...(typed['form_key'] && no.code !== 'duplicate' ? { form_key: typed['form_key'] } : {}),
  });
  return answer(c, REFUSAL_STATUS[no.code], form);
}

const answer = (c: AppContext, status: ContentfulStatusCode, { html, headers }: Page): Response =>
  c.html(html, status, headers);
