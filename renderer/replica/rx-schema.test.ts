import { describe, expect, it } from 'vitest';
import { defaultSettings } from '#domain/settings/settings.ts';
import { allSchemas, COLLECTIONS, type Collection } from '#domain/sync/collections.ts';
import { deletedTombstone } from '#domain/sync/tombstone.ts';
import { aCall, aCallback, aCustomer, aLead, aMetric, aPoc, aUser } from '#domain/testing/builders.ts';
import { rxSchemaOf, UNNAMED } from './rx-schema.ts';

const documents: Record<Collection, object> = {
  leads: aLead(),
  pocs: aPoc(),
  interactions: aCall(),
  plan_events: aCallback(),
  customers: aCustomer(),
  metrics: aMetric(),
  users: aUser(),
  settings: defaultSettings('2026-03-02T12:00:00.000Z', 'w'),
};

describe.each(COLLECTIONS)('the replica schema of %s', (collection) => {
  const schema = rxSchemaOf(collection);
  const fields = schema.properties as Record<string, { type: string | string[]; maxLength?: number }>;

  const unnamed: readonly string[] = UNNAMED[collection] ?? [];

  it('has every field of the domain schema and no other, but those that came later', () => {
    expect([...Object.keys(fields), ...unnamed].sort()).toEqual(
      Object.keys(allSchemas[collection].shape).sort(),
    );
    expect([...(schema.required ?? [])].sort()).toEqual(Object.keys(fields).sort());
  });

  it('knows the kind of every field', () => {
    const unknown = Object.keys(fields).filter((name) => fields[name]?.type.length === 0);
    expect(unknown).toEqual([]);
  });

  it.each([
    ['a document', documents[collection]],
    ['a tombstone', deletedTombstone(collection, 'i', 'w')],
  ])('fits %s', (_what, document) => {
    for (const [name, value] of Object.entries(document)) {
      if (name === '_deleted' || unnamed.includes(name)) continue;
      const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
      expect([fields[name]?.type].flat(), name).toContain(kind);
    }
  });

  it('indexes only text that is bounded and never null', () => {
    for (const name of ['id', ...(schema.indexes ?? []).flat()]) {
      expect(fields[String(name)]?.type).toBe('string');
      expect(fields[String(name)]?.maxLength).toBeGreaterThan(0);
    }
  });
});
