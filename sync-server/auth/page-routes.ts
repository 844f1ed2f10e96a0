// /forgot-password and /set-password: what the link of a mail opens, and the way to such a mail. Browsers get pages, also
// where something is refused; programs get a refusal as everywhere else.
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { emailSchema } from '#domain/fields.ts';
import { REFUSAL_STATUS, type Refusal, refusal } from '#domain/refusal.ts';
import { registrationSchema } from '#domain/user/user.ts';
import type { Deps } from '../deps.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { HttpRefusal } from '../http/problem.ts';
import { PROBLEM_WORDS } from '../http/problem-words.ts';
import type { Page } from '../pages/page.ts';
import { forgotPassword } from './forgot-password.ts';
import {
  askedPage,
  type Complaint,
  forgotPage,
  linkOverPage,
  setPage,
  wasSetPage,
} from './password-pages.ts';
import { LINK_OVER, personOfLink, setPassword } from './set-password.ts';

const tag = 'pages';
/** What was typed may come back with a word about it, so its length is judged later. */
const typed = (max: number) => z.string().max(max).default('');
const tokenQuery = z.object({ token: typed(500) });
const forgotForm = z.object({ email: typed(1000) });
const setForm = z.object({ token: typed(500), password: typed(10_000) });
const html = { who: 'public' as const, tag, replyType: 'text/html' };

/** To be mounted at the root. */
export function createPasswordPages(deps: Deps): Routes {
  return new Hono<AppEnv>()
    .get('/forgot-password', operation({ ...html, summary: 'Ask for a link to choose a password' }), (c) =>
      show(c, 200, forgotPage('')),
    )
    .post(
      '/forgot-password',
      operation({ ...html, summary: 'Have that link mailed', form: forgotForm, refusals: ['too_many'] }),
      async (c) => {
        const email = c.req.valid('form').email.trim();
        const again = (complaint: Complaint) => forgotPage(email, complaint);
        const known = emailSchema.safeParse(email);
        if (!known.success) return refuse(c, invalid('email', 'must be an e-mail address'), again);
        const refused = await forgotPassword(deps, { email: known.data, address: c.get('address') });
        return refused ? refuse(c, refused, again) : show(c, 200, askedPage());
      },
    )
    .get(
      '/set-password',
      operation({
        ...html,
        summary: 'What the link of such a mail opens',
        query: tokenQuery,
        refusals: ['gone'],
      }),
      async (c) => {
        const { token } = c.req.valid('query');
        const person = await personOfLink(deps, token);
        return person ? show(c, 200, setPage({ ...person, token })) : refuse(c, LINK_OVER, linkOverPage);
      },
    )
    .post(
      '/set-password',
      operation({
        ...html,
        summary: 'Choose a password by such a link',
        form: setForm,
        refusals: ['gone', 'too_many'],
      }),
      async (c) => choose(c, deps, c.req.valid('form')),
    );
}

async function choose(
  c: AppContext,
  deps: Deps,
  { token, password }: { token: string; password: string },
): Promise<Response> {
  const tooMany = await deps.limits.auth.take(c.get('address'));
  const person = await personOfLink(deps, token);
  if (!person) return refuse(c, LINK_OVER, linkOverPage);
  const again = (complaint: Complaint) => setPage({ ...person, token }, complaint);
  if (tooMany) return refuse(c, tooMany, again);
  if (!registrationSchema.shape.password.safeParse(password).success) {
    const words = password.length < 8 ? 'at least 8' : 'at most 200';
    return refuse(c, invalid('password', `must have ${words} characters`), again);
  }
  const set = await setPassword(deps, { token, password });
  return set.ok ? show(c, 200, wasSetPage()) : refuse(c, set.error, linkOverPage);
}

const invalid = (path: string, message: string): Refusal =>
  refusal('invalid', { errors: [{ path, message }] });

/** The page again, with what is wrong; throws HttpRefusal for who asked for no page. */
function refuse(c: AppContext, no: Refusal, page: (complaint: Complaint) => Page): Response {
  if (!/\btext\/html\b/i.test(c.req.header('accept') ?? '')) throw new HttpRefusal(no);
  if (no.retry_after_s !== undefined) c.header('Retry-After', String(no.retry_after_s));
  const { errors = [], detail = PROBLEM_WORDS[no.code][1] } = no;
  const problem = errors.length > 0 ? null : detail;
  return show(c, REFUSAL_STATUS[no.code], page({ errors, problem }));
}

const show = (c: AppContext, status: ContentfulStatusCode, { html, headers }: Page): Response =>
  c.html(html, status, headers);
