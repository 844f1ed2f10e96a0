import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { COLLECTIONS } from '#domain/sync/collections.ts';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { openTestDatabase } from '../testing/replica-fixture.ts';
import { createContents } from './contents.ts';
import { exportData } from './export-data.ts';

let close: () => unknown = () => undefined;
afterEach(() => close());

const leads = ['Alder', '=1+1', 'Cedar, "and sons"', 'Dogwood', 'Elm'].map((name) =>
  aLead({ name, tags: ['north', 'rye'] }),
);

async function open() {
  const { database } = await openTestDatabase();
  close = () => database.rx.close();
  await database.collections.leads.bulkInsert(leads);
  await database.collections.interactions.insert(aCall({ lead_id: leads[0]?.id ?? '', note: 'Ölkanne 油' }));
  return createContents(database);
}

describe('the export of what lies on a device', () => {
  it('holds every record whole, as JSON and as CSV, however many pages there are', async () => {
    const contents = await open();
    const parts: number[] = [];
    const bytes = await exportData({
      ...{ contents, signal: new AbortController().signal, page_size: 2 },
      onProgress: (part) => parts.push(part),
    });
    const files = unzipSync(bytes ?? new Uint8Array());
    expect(Object.keys(files).sort()).toEqual(
      COLLECTIONS.flatMap((name) => [`csv/${name}.csv`, `json/${name}.json`]).sort(),
    );
    const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    const read: { name: string; tags: string[] }[] = JSON.parse(text('json/leads.json'));
    expect(read.map(({ name, tags }) => [name, tags]).sort()).toEqual(
      leads.map(({ name, tags }) => [name, tags]).sort(),
    );
    expect(JSON.parse(text('json/interactions.json'))).toMatchObject([{ note: 'Ölkanne 油' }]);
    expect(JSON.parse(text('json/pocs.json'))).toEqual([]);
    const lines = text('csv/leads.csv').trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + leads.length);
    expect(text('csv/leads.csv')).toContain("'=1+1");
    expect(text('csv/leads.csv')).toContain('"Cedar, ""and sons"""');
    expect(text('csv/leads.csv')).toContain('"[""north"",""rye""]"');
    expect(parts.length).toBe(4);
    expect(parts.at(-1)).toBe(1);
  });

  it('stops at the next page, with no file', async () => {
    const contents = await open();
    const stop = new AbortController();
    const parts: number[] = [];
    const bytes = await exportData({
      ...{ contents, signal: stop.signal, page_size: 2 },
      onProgress: (part) => {
        parts.push(part);
        stop.abort();
      },
    });
    expect([bytes, parts.length]).toEqual([null, 1]);
  });

  it('counts what stands, not what was removed', async () => {
    const { database } = await openTestDatabase();
    close = () => database.rx.close();
    await database.collections.leads.bulkInsert(leads);
    await database.collections.leads.findOne(leads[0]?.id ?? '').remove();
    expect(await createContents(database).counts()).toMatchObject({ leads: 4, pocs: 0 });
  });
});
