import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES } from '../testing/test-database.ts';
import type { TestActor } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { LeadSources } from './read-sources.ts';

describe.each(ENGINES)('where leads come from, on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine });
    const { kam1, kam2 } = server.actors;
    const add = async (as: TestActor, name: string, rest: object) => {
      const { status, body } = await server.json<{ id: string }>('/api/leads', {
        as,
        json: { name, ...rest },
      });
      expect(status).toBe(201);
      return body.id;
    };
    await add(kam1, 'One', { source: 'fair', custom: { utm_campaign: 'Spring' } });
    await add(kam1, 'Two', { source: 'fair', custom: { utm_campaign: 7 } });
    await add(kam1, 'Three', {});
    await add(kam2, 'Four', { source: 'referral', custom: { utm_campaign: 'Spring' } });
    const aside = await add(kam1, 'Five', { source: 'fair' });
    await server.json(`/api/leads/${aside}`, { as: kam1, method: 'DELETE' });
  });
  afterAll(() => server.close());

  const sources = async (as: TestActor) =>
    (await server.json<LeadSources>('/api/leads/sources', { as })).body;

  it('is told with the number of living leads, the most first, and only of those that one sees', async () => {
    const { kam1, manager } = server.actors;
    expect(await sources(kam1)).toEqual({
      sources: [
        { source: 'fair', leads: 2 },
        { source: null, leads: 1 },
      ],
      campaigns: [{ campaign: 'Spring', leads: 1 }],
    });
    expect(await sources(manager)).toEqual({
      sources: [
        { source: 'fair', leads: 2 },
        { source: 'referral', leads: 1 },
        { source: null, leads: 1 },
      ],
      campaigns: [{ campaign: 'Spring', leads: 2 }],
    });
  });

  it('filters the list, source and campaign alike', async () => {
    const { manager } = server.actors;
    const names = async (query: string) =>
      (
        await server.json<{ items: { name: string }[] }>(`/api/leads?${query}`, { as: manager })
      ).body.items.map(({ name }) => name);
    expect((await names('custom.utm_campaign=Spring')).sort()).toEqual(['Four', 'One']);
    expect(await names('custom.utm_campaign=Spring&source=fair')).toEqual(['One']);
  });
});
