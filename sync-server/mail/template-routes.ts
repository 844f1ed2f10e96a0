// The texts of the mails, for admins: read, set, given up, looked at before they are set, and sent to oneself.
import { Hono } from 'hono';
import { z } from 'zod';
import { idSchema } from '#domain/ids.ts';
import { LANGUAGES } from '#domain/language.ts';
import {
  LONGEST_TEMPLATE,
  TEMPLATE_NAMES,
  type Template,
  templateItemSchema,
  templatePreviewSchema,
  templateSchema,
  testMailSchema,
} from '#domain/mail/mail-template.ts';
import { refusal } from '#domain/refusal.ts';
import type { Deps } from '../deps.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { operation } from '../http/operation.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readJson } from '../http/read-body.ts';
import { validated } from '../http/validate.ts';
import { readLeadToMail } from './apply-resend.ts';
import { readLetters } from './letters.ts';
import { previewMail } from './preview.ts';
import { checkedTemplate, readTemplate, setTemplate, type TemplateKey } from './template-store.ts';
import { sendTestMail } from './test-mail.ts';

const tag = 'settings';

const language = z.enum(LANGUAGES);
const keyQuery = z.object({ language: language.optional() });

const previewSchema = z.object({
  lead_id: idSchema.nullish(),
  language: language.nullish(),
  template: templateSchema.nullish(),
});
type RouteDeps = Pick<Deps, 'db' | 'clock' | 'outbox' | 'config'>;

/** The routes under /api/settings/templates. */
export function createTemplateRoutes(deps: RouteDeps): Routes {
  const change = async (c: AppContext, given: Template | null) => {
    const act = { actor: c.get('actor'), requestId: c.get('requestId') };
    return c.json(unwrap(await setTemplate(deps, act, await keyOf(c, deps), given)));
  };
  const routes = new Hono<AppEnv>()
    .get(
      '/',
      operation({
        who: 'templates.change',
        tag,
        summary: 'The texts of all mails, in all languages',
        reply: z.object({ items: z.array(templateItemSchema) }),
      }),
      async (c) => {
        const keys = TEMPLATE_NAMES.flatMap((name) => LANGUAGES.map((one) => ({ name, language: one })));
        const items = [];
        for (const key of keys) items.push(await readTemplate(deps.db, key));
        return c.json({ items });
      },
    )
    .get(
      '/:name',
      operation({
        who: 'templates.change',
        tag,
        summary: 'The text of a mail',
        query: keyQuery,
        reply: templateItemSchema,
        refusals: ['not_found'],
      }),
      async (c) => c.json(await readTemplate(deps.db, await keyOf(c, deps))),
    )
    .put(
      '/:name',
      operation({
        who: 'templates.change',
        tag,
        summary: 'Set the text of a mail; null goes back to the delivered one',
        query: keyQuery,
        accepts: { 'application/json': templateSchema.nullable() },
        reply: templateItemSchema,
        refusals: ['not_found', 'invalid'],
      }),
      async (c) => change(c, validated(templateSchema.nullable(), await readJson(c, 4 * LONGEST_TEMPLATE))),
    )
    .delete(
      '/:name',
      operation({
        who: 'templates.change',
        tag,
        summary: 'Go back to the delivered text',
        query: keyQuery,
        reply: templateItemSchema,
        refusals: ['not_found'],
      }),
      async (c) => change(c, null),
    );
  return routes.route('/', createTryRoutes(deps));
}

/** Looking at a text, and sending it to oneself. */
function createTryRoutes(deps: RouteDeps): Routes {
  const promise = { who: 'templates.change' as const, tag, accepts: { 'application/json': previewSchema } };
  return new Hono<AppEnv>()
    .post(
      '/:name/preview',
      operation({
        ...promise,
        summary: 'A mail as it would be, for a lead or for a made-up one',
        reply: templatePreviewSchema,
        refusals: ['not_found', 'invalid'],
      }),
      async (c) => c.json(await previewed(c, deps)),
    )
    .post(
      '/:name/test',
      operation({
        ...promise,
        summary: 'Send such a mail to yourself',
        reply: testMailSchema,
        status: 201,
        refusals: ['not_found', 'invalid', 'too_many'],
      }),
      async (c) => {
        const text = await previewed(c, deps);
        const { name } = await keyOf(c, deps);
        return c.json(await sendTestMail(deps, c.get('identity').user, name, text), 201);
      },
    );
}

async function previewed(c: AppContext, deps: RouteDeps) {
  const body = c.req.header('content-type') === undefined ? {} : await readJson(c, 4 * LONGEST_TEMPLATE);
  const asked = validated(previewSchema, body);
  const key = await keyOf(c, deps, asked.language);
  const lead = asked.lead_id ? await readLeadToMail(deps.db, c.get('actor'), asked.lead_id) : null;
  if (asked.lead_id && !lead) throw new HttpRefusal(refusal('not_found'));
  const template = asked.template
    ? unwrap(checkedTemplate(key.name, asked.template))
    : await readTemplate(deps.db, key);
  const { time_zone } = c.get('identity').user;
  return previewMail(key, template, lead, { config: deps.config, time_zone, now: deps.clock.now() });
}

/** Which text the request means: the workspace's language unless it names one. Throws `not_found` for a name that is none. */
async function keyOf(
  c: AppContext,
  deps: RouteDeps,
  asked?: TemplateKey['language'] | null,
): Promise<TemplateKey> {
  const name = TEMPLATE_NAMES.find((one) => one === c.req.param('name'));
  if (!name) throw new HttpRefusal(refusal('not_found'));
  const named = asked ?? LANGUAGES.find((one) => one === c.req.query('language'));
  return { name, language: named ?? (await readLetters(deps.db)).language };
}
