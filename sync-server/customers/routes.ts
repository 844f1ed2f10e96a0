// Customers over REST.
import { Hono } from 'hono';
import { z } from 'zod';
import { customerSchema } from '#domain/customer/customer.ts';
import { text } from '#domain/fields.ts';
import { idSchema } from '#domain/ids.ts';
import { pageSchema } from '#domain/page.ts';
import { refusal } from '#domain/refusal.ts';
import { readFor } from '../db/reader-role.ts';
import type { Deps } from '../deps.ts';
import { actOf } from '../http/act-of.ts';
import type { AppContext, AppEnv, Routes } from '../http/app-env.ts';
import { seenVersion, tagWith } from '../http/etag.ts';
import { idParam, type Operation, operation } from '../http/operation.ts';
import { pageOf, pageQuery } from '../http/paging.ts';
import { HttpRefusal, unwrap } from '../http/problem.ts';
import { readObject } from '../http/read-object.ts';
import { unlessHeld } from '../http/unchanged.ts';
import { applyCustomerChange, applyCustomerDelete, applyNewCustomer } from './apply-customer.ts';
import { listCustomers, readVisibleCustomer } from './read-customers.ts';

const tag = 'customers';
const accepts = { 'application/json': customerSchema.partial() };
const listQuery = z.object({
  ...pageQuery,
  assignee_id: z.union([z.literal('none'), idSchema]).optional(),
  lead_id: idSchema.optional(),
  q: text(200).optional(),
});
const deletedReply = z.object({ id: idSchema, deleted: z.literal(true) });

/** The routes under /api/customers. */
export function createCustomersRoutes(deps: Pick<Deps, 'db' | 'clock' | 'ids'>): Routes {
  const visible = async (c: AppContext) => {
    const actor = c.get('actor');
    const customer = await readFor(deps.db, actor, (q) => readVisibleCustomer(q, actor, idParam(c)));
    if (!customer) throw new HttpRefusal(refusal('not_found'));
    return customer;
  };
  const change = async (c: AppContext) => {
    const { id } = await visible(c);
    const asked = { body: await readObject(c), seen: seenVersion(c) };
    const customer = unwrap(await applyCustomerChange(deps, actOf(c), id, asked));
    tagWith(c, customer);
    return c.json(customer);
  };
  const changes = {
    who: 'leads.write',
    tag,
    accepts,
    reply: customerSchema,
    refusals: ['stale' as const, 'not_allowed' as const, 'unknown_assignee' as const],
  } satisfies Partial<Operation>;
  return new Hono<AppEnv>()
    .post(
      '/',
      operation({
        who: 'leads.write',
        tag,
        summary: 'Add a customer, of a lead or without one',
        accepts,
        reply: customerSchema,
        status: 201,
        refusals: ['not_found', 'duplicate', 'unknown_assignee'],
      }),
      async (c) => {
        const customer = unwrap(await applyNewCustomer(deps, actOf(c), await readObject(c)));
        tagWith(c, customer);
        return c.json(customer, 201);
      },
    )
    .get(
      '/',
      operation({
        who: 'leads.read',
        tag,
        summary: 'Customers that I see, oldest first',
        query: listQuery,
        reply: pageSchema(customerSchema),
        tagged: true,
      }),
      (c) =>
        unlessHeld(c, deps, async () => {
          const { assignee_id, ...query } = c.req.valid('query');
          const assignee = assignee_id === 'none' ? null : assignee_id;
          const actor = c.get('actor');
          const { rows, total } = await readFor(deps.db, actor, (q) =>
            listCustomers(q, actor, { ...query, assignee_id: assignee }),
          );
          return c.json(pageOf(rows, query.page_size, total));
        }),
    )
    .get(
      '/:id',
      operation({ who: 'leads.read', tag, summary: 'A customer', reply: customerSchema }),
      async (c) => {
        const customer = await visible(c);
        tagWith(c, customer);
        return c.json(customer);
      },
    )
    .patch('/:id', operation({ ...changes, summary: 'Change fields of a customer' }), change)
    .put('/:id', operation({ ...changes, summary: 'Change fields of a customer (as PATCH)' }), change)
    .delete(
      '/:id',
      operation({
        who: 'leads.write',
        tag,
        summary: 'Delete a customer; that of a won lead stays',
        reply: deletedReply,
        refusals: ['stale', 'impossible_transition'],
      }),
      async (c) => {
        const id = idParam(c);
        unwrap(await applyCustomerDelete(deps, actOf(c), id, seenVersion(c)));
        return c.json({ id, deleted: true });
      },
    );
}
