import { describe, expect, it } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { documentSchemas } from '#domain/sync/collections.ts';
import { makeScale } from './make-scale.ts';

const NOW = '2026-11-18T10:17:00.000Z';

describe('a large workspace', () => {
  it('has just as many leads and interactions as asked for, all valid, in batches', () => {
    const ids = createIds();
    const kams = [ids.next(), ids.next()];
    const batches = [
      ...makeScale({ now: NOW, ids, kams, currency: 'EUR', leads: 1203, interactions: 5001, from: 80 }),
    ];
    expect(batches.map(({ leads }) => leads.length)).toEqual([500, 500, 203]);
    const interactions = batches.flatMap((batch) => batch.interactions);
    expect(interactions).toHaveLength(5001);
    for (const document of interactions.slice(0, 300))
      expect(documentSchemas.interactions.parse(document)).toEqual(document);
    const leads = batches.flatMap((batch) => batch.leads);
    expect(new Set(leads.map(({ name }) => name)).size).toBe(1203);
    expect(new Set(leads.map(({ assignee_id }) => assignee_id))).toEqual(new Set(kams));
    expect(batches.flatMap(({ customers }) => customers).length).toBe(
      leads.filter(({ state }) => state === 'WON').length,
    );
  });
});
