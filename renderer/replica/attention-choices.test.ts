// Entries of the attention list are settled by ordinary local writes, and every act can be taken back.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { aCall, aLead, aPoc } from '#domain/testing/builders.ts';
import { openTestDatabase, type TestDatabase } from '../testing/replica-fixture.ts';
import type { Grievance } from './attention.ts';
import { createAttention } from './attention-choices.ts';
import type { Attention, AttentionEntry } from './replica-types.ts';

let open: TestDatabase;
let attention: Attention;
const base = aLead({ name: 'Nordlicht', city: 'Leipzig', phone: '+49 341 1' });
const theirs = { ...base, city: 'Dresden', phone: '+49 351 2', write_id: aLead().write_id };

beforeEach(async () => {
  open = await openTestDatabase();
  attention = createAttention({ list: open.attention, ...open });
});
afterEach(async () => {
  open.attention.close();
  await open.database.rx.remove();
});

async function keep(grievance: Omit<Grievance, 'kind' | 'reason'> & Partial<Grievance>) {
  await open.attention.complain({ kind: 'refused', reason: 'not_allowed', ...grievance });
  await vi.waitFor(() => expect(attention.get()).toHaveLength(1));
  return attention.get()[0] as AttentionEntry;
}
const conflict = () =>
  keep({
    collection: 'leads',
    kind: 'overwritten',
    reason: 'both_changed',
    mine: { ...base, city: 'Halle', phone: '+49 345 3' },
    base,
    theirs,
    fields: [
      { field: 'city', base: 'Leipzig', mine: 'Halle', theirs: 'Dresden' },
      { field: 'phone', base: '+49 341 1', mine: '+49 345 3', theirs: '+49 351 2' },
    ],
  });
const leadNow = async () => (await open.database.collections.leads.findOne(base.id).exec())?.toMutableJSON();
const settled = () => vi.waitFor(() => expect(attention.get()).toEqual([]));

it('takes one field of mine and leaves the other as it stands, in one write', async () => {
  await open.database.collections.leads.insert(theirs);
  const entry = await conflict();
  const undo = await attention.choose(entry.id, { city: 'mine', phone: 'theirs' });
  await settled();
  const written = await leadNow();
  expect(written).toMatchObject({ city: 'Halle', phone: '+49 351 2' });
  expect(written?.write_id).not.toBe(theirs.write_id);
  await undo();
  await undo();
  expect(await leadNow()).toMatchObject({ city: 'Dresden', phone: '+49 351 2' });
  await vi.waitFor(() => expect(attention.get()).toEqual([entry]));
});

it('writes nothing where all of theirs is chosen, or the entry is gone', async () => {
  await open.database.collections.leads.insert(theirs);
  const entry = await conflict();
  await attention.choose(entry.id, { city: 'theirs', phone: 'theirs' });
  await settled();
  expect((await leadNow())?.write_id).toBe(theirs.write_id);
  await (await attention.choose(entry.id, { city: 'mine' }))();
  await (await attention.discard(entry.id))();
  expect((await leadNow())?.write_id).toBe(theirs.write_id);
});

it('leaves alone what was changed by somebody after the choice that is taken back', async () => {
  await open.database.collections.leads.insert(theirs);
  const undo = await attention.useMine((await conflict()).id);
  await open.database.collections.leads.findOne(base.id).incrementalPatch({ city: 'Gera' });
  await undo();
  expect(await leadNow()).toMatchObject({ city: 'Gera', phone: '+49 351 2' });
});

it('brings a discarded entry back exactly as it was', async () => {
  const entry = await conflict();
  const undo = await attention.discard(entry.id);
  await settled();
  await undo();
  await vi.waitFor(() => expect(attention.get()).toEqual([entry]));
});

it('writes only what the person had changed where a whole edit was refused', async () => {
  await open.database.collections.leads.insert({ ...theirs, tags: ['new'] });
  const entry = await keep({ collection: 'leads', mine: { ...base, city: 'Halle' }, base, theirs: base });
  await attention.useMine(entry.id);
  expect(await leadNow()).toMatchObject({ city: 'Halle', phone: '+49 351 2', tags: ['new'] });
});

it('adds a new document again, which an undo takes away', async () => {
  const { pocs, interactions, leads } = open.database.collections;
  const poc = aPoc({ lead_id: base.id, name: 'Ada' });
  const entry = await keep({
    collection: 'pocs',
    mine: { ...poc, _deleted: false },
    base: null,
    theirs: null,
  });
  const undo = await attention.useMine(entry.id);
  expect((await pocs.findOne(poc.id).exec())?.name).toBe('Ada');
  await undo();
  expect(await pocs.findOne(poc.id).exec()).toBe(null);
  await await attention.discard(entry.id);
  await settled();

  const call = aCall({ lead_id: base.id });
  const refused = await keep({ collection: 'interactions', mine: call, base: null, theirs: null });
  const takeBack = await attention.useMine(refused.id);
  await takeBack();
  expect((await interactions.findOne(call.id).exec())?.voided_at).toBe(open.clock.now());
  await attention.discard(refused.id);
  await settled();

  const lead = await keep({ collection: 'leads', mine: base, base: null, theirs: null });
  const away = await attention.useMine(lead.id);
  expect((await leads.findOne(base.id).exec())?.deleted_at).toBe(null);
  await away();
  expect((await leads.findOne(base.id).exec())?.deleted_at).toBe(open.clock.now());
});

it('deletes anyway, and an undo brings the document back', async () => {
  const { pocs } = open.database.collections;
  const poc = aPoc({ lead_id: base.id, name: 'Ada' });
  await pocs.insert({ ...poc, role: 'Buyer' });
  const mine = { ...poc, _deleted: true };
  const entry = await keep({ collection: 'pocs', mine, base: poc, theirs: { ...poc, role: 'Buyer' } });
  expect(entry.lead_id).toBe(base.id);
  const undo = await attention.useMine(entry.id);
  expect(await pocs.findOne(poc.id).exec()).toBe(null);
  await undo();
  expect((await pocs.findOne(poc.id).exec())?.role).toBe('Buyer');
  await pocs.findOne(poc.id).remove();
  await (await attention.useMine(entry.id))();
  expect(await pocs.findOne(poc.id).exec()).toBe(null);
});

it('tells what stands while somebody listens', async () => {
  await open.database.collections.leads.insert(theirs);
  const live = attention.standing(await conflict());
  expect(live.get()).toBe(undefined);
  const stop = live.subscribe(() => undefined);
  await vi.waitFor(() => expect(live.get()).toMatchObject({ city: 'Dresden' }));
  await open.database.collections.leads.findOne(base.id).remove();
  await vi.waitFor(() => expect(live.get()).toBe(null));
  stop();
});
