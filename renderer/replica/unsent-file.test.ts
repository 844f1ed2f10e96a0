import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { SCHEMA_VERSION } from '#domain/sync/collections.ts';
import { aCall, aLead, aUser } from '#domain/testing/builders.ts';
import { freshName, memoryStorage, stillClock } from '../testing/replica-fixture.ts';
import { TestSyncServer } from '../testing/sync-server.ts';
import { createReplicaOpener } from './opener.ts';
import type { Replica } from './replica-types.ts';
import { createWire } from './wire.ts';

const KIM = aUser({ name: 'Kim Alder' });
const text = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes);

describe('unsent work as a file', () => {
  let server: TestSyncServer;
  let address: string;
  const clock = stillClock();
  const lead = aLead({ name: 'Nordlicht', city: 'Kiel', assignee_id: KIM.id });

  beforeEach(() => {
    server = new TestSyncServer();
    address = freshName();
    server.write(KIM.id, 'users', KIM);
    server.write(KIM.id, 'leads', lead);
  });

  /** One laptop at a time has the database of this name; another laptop is another page, so it gets its own profile. */
  const laptop = (online: () => boolean) =>
    createReplicaOpener({
      wire: createWire({
        fetch: server.fetchFor(KIM.id, { before: () => (online() ? undefined : null) }),
        clock,
      }),
      ...{ clock, ids: createIds(), kept: memoryStorage(), onEnded: () => undefined },
      report: (message) => expect.fail(message),
    });
  const synced = (replica: Replica) =>
    vi.waitFor(
      () => expect(replica.sync.status.getState()).toMatchObject({ state: 'synced', pending: 0 }),
      8_000,
    );
  /** Work on a laptop that went offline and is then lost, but for the file. */
  const fileOf = async (work: (replica: Replica) => Promise<unknown>) => {
    let online = true;
    const opener = laptop(() => online);
    const replica = await opener.open(KIM, address);
    await synced(replica);
    await replica.desk.settled();
    online = false;
    await work(replica);
    const file = await replica.sync.exportUnsent();
    await opener.wipe(address, KIM.id);
    return file;
  };
  const withOther = async (use: (replica: Replica) => Promise<void>, online = () => true) => {
    const opener = laptop(online);
    const replica = await opener.open(KIM, address);
    await use(replica);
    await opener.wipe(address, KIM.id);
  };
  const stored = () => server.documents.get(`leads/${lead.id}`);

  it('is taken over by another laptop and sent once, and a second reading changes nothing', async () => {
    const file = await fileOf(async ({ acts }) => {
      await acts.addNote(lead.id, 'by hand');
      await acts.editLead(lead.id, { city: 'Husum' });
    });
    expect(file.name).toBe('callbook-unsent-2026-03-02.json');
    expect(JSON.parse(text(file))).toMatchObject({
      format: 'callbook-unsent',
      version: 1,
      server: address,
      user: { id: KIM.id, email: KIM.email, name: 'Kim Alder' },
      schema_version: SCHEMA_VERSION,
      rows: [
        { collection: 'leads', base: lead.write_id, document: { city: 'Husum' } },
        { collection: 'interactions', base: null, document: { note: 'by hand' } },
      ],
    });
    await withOther(async (replica) => {
      await synced(replica);
      expect(await replica.sync.importUnsent(text(file))).toEqual({ taken: 2, known: 0, refused: [] });
      expect(await replica.sync.importUnsent(text(file))).toEqual({ taken: 0, known: 2, refused: [] });
      await synced(replica);
      expect(await replica.sync.importUnsent(text(file))).toEqual({ taken: 0, known: 2, refused: [] });
      await synced(replica);
      expect(replica.attention.get()).toEqual([]);
    });
    expect(stored()).toMatchObject({ city: 'Husum' });
    expect(server.pushes).toHaveLength(2);
  });

  it('is merged field by field with what the server has meanwhile', async () => {
    const file = await fileOf(({ acts }) => acts.editLead(lead.id, { city: 'Husum' }));
    server.write(KIM.id, 'leads', aLead({ ...lead, name: 'Nordlicht GmbH', write_id: createIds().next() }));
    await withOther(async (replica) => {
      await synced(replica);
      expect(await replica.sync.importUnsent(text(file))).toMatchObject({ taken: 1 });
      await synced(replica);
      expect(replica.attention.get()).toEqual([]);
    });
    expect(stored()).toMatchObject({ city: 'Husum', name: 'Nordlicht GmbH' });
  });

  it('keeps for the person what cannot be merged, also where nobody knows on what it was written', async () => {
    const file = await fileOf(({ acts }) => acts.editLead(lead.id, { city: 'Husum' }));
    server.write(KIM.id, 'leads', aLead({ ...lead, city: 'Flensburg', write_id: createIds().next() }));
    const bare = text(file).replace(/"before": \{[\s\S]*?\n {3}\},?/, '"more": 1');
    for (const one of [text(file), bare])
      await withOther(async (replica) => {
        await synced(replica);
        await replica.sync.importUnsent(one);
        await synced(replica);
        expect(replica.attention.get()).toMatchObject([
          { kind: 'overwritten', document: { city: 'Husum' }, theirs: { city: 'Flensburg' } },
        ]);
      });
    expect(stored()).toMatchObject({ city: 'Flensburg' });
  });

  it('is merged with unsent work of this laptop on the same document', async () => {
    const file = await fileOf(({ acts }) => acts.editLead(lead.id, { city: 'Husum', country: 'DE' }));
    let online = true;
    await withOther(
      async (replica) => {
        await synced(replica);
        online = false;
        await replica.acts.editLead(lead.id, { city: 'Flensburg', company: 'Nord AG' });
        expect(await replica.sync.importUnsent(text(file))).toMatchObject({ taken: 1 });
        expect(await replica.sync.importUnsent(text(file))).toMatchObject({ taken: 1 });
        expect(replica.attention.get()).toMatchObject([{ fields: [{ field: 'city', mine: 'Husum' }] }]);
        online = true;
        replica.sync.now();
        await synced(replica);
      },
      () => online,
    );
    expect(stored()).toMatchObject({ city: 'Flensburg', company: 'Nord AG', country: 'DE' });
  });

  it('is known where the server had it already, although this laptop has not', async () => {
    const file = await fileOf(({ acts }) => acts.addNote(lead.id, 'arrived'));
    const [row] = (JSON.parse(text(file)) as { rows: { document: { id: string; write_id: string } }[] }).rows;
    server.applied.add(row?.document.write_id ?? '');
    await withOther(async (replica) => {
      await synced(replica);
      expect(await replica.sync.importUnsent(text(file))).toEqual({ taken: 0, known: 1, refused: [] });
    });
    expect(server.pushes).toEqual([]);
  });

  it('is refused in words where it is none, damaged, newer, or of somebody else', async () => {
    const file = await fileOf(({ acts }) => acts.addNote(lead.id, 'mine'));
    const changed = (changes: object) => JSON.stringify({ ...JSON.parse(text(file)), ...changes });
    const rows = [{ collection: 'interactions', base: null, document: { ...aCall(), type: 'FAX' } }];
    await withOther(async (replica) => {
      await synced(replica);
      const answers = await Promise.all(
        [
          'no JSON',
          '{}',
          changed({ version: 2 }),
          changed({ rows: [{ collection: 'users', base: null, document: {} }] }),
          changed({ schema_version: SCHEMA_VERSION + 1 }),
          changed({ user: { ...KIM, id: createIds().next(), name: 'Ana' } }),
          changed({ server: 'https://other.example' }),
          changed({ rows }),
        ].map((one) => replica.sync.importUnsent(one)),
      );
      const codes = answers.map(({ refused }) => refused.map(({ code }) => code));
      expect(codes.flat()).toEqual([
        ...Array(4).fill('invalid'),
        ...['schema_too_old', 'not_allowed', 'not_allowed', 'invalid'],
      ]);
      expect(answers.every(({ taken, known, refused }) => taken + known === 0 && refused[0]?.detail)).toBe(
        true,
      );
      expect(answers[5]?.refused[0]?.detail).toContain('Ana');
      expect(answers[7]?.refused[0]).toMatchObject({ collection: 'interactions', id: rows[0]?.document.id });
      expect(replica.sync.status.getState().pending).toBe(0);
    });
  });
});
