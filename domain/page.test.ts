import { expect, it } from 'vitest';
import { z } from 'zod';
import { pageSchema } from './page.ts';

it('is a part of a list, with how much there is and what comes after it', () => {
  const page = { items: [1], total: 3, has_more: true, last_id: '01a21f84-62ca-74de-802d-89652158748d' };
  expect(pageSchema(z.int()).parse(page)).toEqual(page);
  expect(pageSchema(z.int()).safeParse({ ...page, items: ['x'] }).success).toBe(false);
  expect(pageSchema(z.int()).safeParse({ ...page, last_id: null }).success).toBe(true);
});
