import type { RxStorage } from 'rxdb';
import { prepareQuery } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { freshName, memoryStorage, openTestDatabase, startTestSync } from '../testing/replica-fixture.ts';
import { storedText, storedValues } from '../testing/stored-text.ts';
import { TestSyncServer } from '../testing/sync-server.ts';
import { createSeal, type Seal } from './seal.ts';
import { sealedStorage } from './sealed-storage.ts';

const dexie = () =>
  getRxStorageDexie({ chromeTransactionDurability: 'strict' }) as RxStorage<unknown, unknown>;
const lead = aLead({ name: 'Priya Raman', city: 'Kiel', phone: '+442079460958', tags: [] });
const nameOf = (one: object) => Reflect.get(one, 'name');
const WORDS = ['Priya', 'Kiel', '442079460958'];

describe('a sealed storage', () => {
  let seal: Seal;
  let kept: Storage;
  let name: string;
  beforeEach(async () => {
    seal = await createSeal(crypto.getRandomValues(new Uint8Array(32)));
    [kept, name] = [memoryStorage(), freshName()];
  });
  const storage = (under = seal) => sealedStorage(dexie(), { seal: under, kept });
  const open = (under?: Seal) => openTestDatabase({ name, kept, storage: storage(under) as never });

  it('leaves no word of a document on the disk, and gives it back whole', async () => {
    const first = await open();
    await first.database.collections.leads.insert(lead);
    await first.database.rx.close();
    const text = await storedText(name);
    expect(text).toContain(lead.id);
    expect(text).toContain('"sealed":');
    for (const word of WORDS) expect(text).not.toContain(word);
    const second = await open();
    const found = await second.database.collections.leads.findOne(lead.id).exec();
    expect(found?.toJSON()).toMatchObject({ name: 'Priya Raman', city: 'Kiel', phone: '+442079460958' });
    await second.database.rx.close();
  });

  it('finds by what lies plainly and by what is sealed, sorts, skips and counts', async () => {
    const { database } = await open();
    const { leads, interactions } = database.collections;
    const names = ['Cleo', 'Ada', 'Bo', 'Dora', 'Ede'];
    await leads.bulkInsert(names.map((one, at) => aLead({ name: one, city: at % 2 ? 'Kiel' : 'Bonn' })));
    await interactions.bulkInsert(
      [1, 2, 3].map((day) => aCall({ lead_id: lead.id, occurred_at: `2026-03-0${day}T09:00:00.000Z` })),
    );
    const found = await leads.find({ selector: { city: 'Bonn' }, sort: [{ name: 'asc' }] }).exec();
    expect(found.map((one) => one.name)).toEqual(['Bo', 'Cleo', 'Ede']);
    const page = await leads.find({ sort: [{ name: 'asc' }], skip: 1, limit: 2 }).exec();
    expect(page.map((one) => one.name)).toEqual(['Bo', 'Cleo']);
    const either = { $or: [{ name: 'Ada' }, { name: { $in: ['Ede'] } }] };
    expect(await leads.find({ selector: either }).exec()).toHaveLength(2);
    const { storageInstance } = database.plain.leads;
    const query = prepareQuery(storageInstance.schema, {
      ...{ selector: { city: 'Kiel' }, sort: [{ id: 'asc' }], skip: 0 },
    } as never);
    expect(await storageInstance.count(query as never)).toEqual({ count: 2, mode: 'slow' });
    expect(await leads.count().exec()).toBe(5);
    const since = { lead_id: lead.id, occurred_at: { $gte: '2026-03-02' } };
    expect(await interactions.find({ selector: since }).exec()).toHaveLength(2);
    await database.rx.close();
  });

  it('tells of a write as it was made, before and after', async () => {
    const { database } = await open();
    const { storageInstance } = database.plain.leads;
    const seen: unknown[] = [];
    storageInstance.changeStream().subscribe(({ events }) => {
      for (const { operation, documentData, previousDocumentData } of events)
        seen.push([operation, documentData.name, (previousDocumentData as { name?: string } | null)?.name]);
    });
    const stored = await database.collections.leads.insert(lead);
    await stored.incrementalPatch({ name: 'Priya R.' });
    await (await database.collections.leads.findOne(lead.id).exec())?.remove();
    expect(seen).toEqual([
      ['INSERT', 'Priya Raman', undefined],
      ['UPDATE', 'Priya R.', 'Priya Raman'],
      ['DELETE', 'Priya R.', 'Priya R.'],
    ]);
    await database.rx.close();
  });

  it('shows what stands in the way of a write, opened', async () => {
    const { database } = await open();
    await database.collections.leads.insert(lead);
    const { storageInstance } = database.plain.leads;
    const [stored] = await storageInstance.findDocumentsById([lead.id], true);
    if (!stored) throw new Error('not stored');
    const again = { ...stored, name: 'Another', _rev: '1-other' };
    const { error } = await storageInstance.bulkWrite([{ document: again }], 'test');
    expect(error).toMatchObject([
      { status: 409, documentInDb: { name: 'Priya Raman' }, writeRow: { document: { name: 'Another' } } },
    ]);
    await database.rx.close();
  });

  it('does not open a body that was changed or put in another row, nor under another key', async () => {
    const first = await open();
    const other = aLead({ name: 'Someone else' });
    await first.database.collections.leads.bulkInsert([lead, other]);
    await first.database.rx.close();
    await storedValues(name, (value, put) => {
      const row = value as { id?: string; sealed?: string };
      if (row.id === other.id && row.sealed) put({ ...row, id: lead.id });
    });
    const second = await open();
    await expect(
      second.database.plain.leads.storageInstance.findDocumentsById([lead.id], true),
    ).rejects.toThrow();
    await second.database.rx.close();
    const third = await open(await createSeal(crypto.getRandomValues(new Uint8Array(32))));
    await expect(
      third.database.plain.leads.storageInstance.findDocumentsById([other.id], true),
    ).rejects.toThrow();
    await third.database.rx.close();
  });

  it('seals a plain replica of an older version where it stands, and its unsent work is sent once', async () => {
    const server = new TestSyncServer();
    const theirs = aLead({ name: 'Nordlicht', phone: '+442079460958' });
    server.write('kim', 'leads', theirs);
    const before = await openTestDatabase({ name, kept, storage: dexie() as never });
    const sync = startTestSync(before, server.fetchFor('kim'));
    await sync.firstPull;
    await expect.poll(() => before.database.collections.leads.findOne(theirs.id).exec()).not.toBeNull();
    await sync.close();
    const away = await openTestDatabase({ name, kept, storage: dexie() as never });
    await away.database.collections.pocs.insert(aPoc({ lead_id: theirs.id, name: 'Priya Raman' }));
    const old = await away.database.collections.leads.findOne(theirs.id).exec();
    await old?.incrementalPatch({ name: 'Nordlicht Kiel' });
    await away.database.rx.close();
    expect(await storedText(name)).toContain('Nordlicht');

    const after = await open();
    const text = await storedText(name);
    for (const word of ['Nordlicht', ...WORDS]) expect(text).not.toContain(word);
    const again = startTestSync(after, server.fetchFor('kim'));
    await again.firstPull;
    await expect
      .poll(() => [...server.viewOf('kim', 'leads').values()].map(nameOf))
      .toEqual(['Nordlicht Kiel']);
    await expect.poll(() => [...server.viewOf('kim', 'pocs').values()].map(nameOf)).toEqual(['Priya Raman']);
    await again.close();
    expect(await storedText(name)).not.toContain('Nordlicht');
  });
});
