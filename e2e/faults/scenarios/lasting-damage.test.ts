// What no retry puts right: documents that cannot be read, a server set back or wrong, damage on either disk.
import { expect, it } from 'vitest';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import { backUp } from '../database.ts';
import type { Device } from '../device.ts';
import type { Person, WorldOptions } from '../world.ts';
import { type Scenario, scenario } from './scenario.ts';

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const standing = (device: Device, collection: string) =>
  device.stored(collection).flatMap((row) => (row['_deleted'] ? [] : [String(row.id)]));

/** Many leads of a person, made on the server. */
async function manyLeads(s: Scenario, owner: Person, count: number): Promise<void> {
  await s.world.admin();
  for (let n = 0; n < count; n += 1)
    s.world.staff('POST', '/api/leads?allow_duplicate=1', { name: `Lead ${n}`, assignee_id: owner.id });
  await s.world.run(20_000);
}

it('13 a document that the laptop cannot read is kept aside, others arrive, and it is asked for again', async () => {
  let newer = true;
  const sent = (text: string) =>
    newer ? text.replaceAll(/"name":"Odd","first_name":null/g, '"name":"Odd","first_name":7') : text;
  const around: NonNullable<WorldOptions['around']> = async ({ what }, real) => {
    const response = await real();
    if (what !== 'stream' || !response.body) return new Response(sent(await response.text()), response);
    const change = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, to) => to.enqueue(new TextEncoder().encode(sent(new TextDecoder().decode(piece)))),
    });
    return new Response(response.body.pipeThrough(change), response);
  };
  await scenario(
    async (s) => {
      const kam = await s.world.person('kam1');
      const device = await s.world.readyDevice(kam);
      for (const name of ['Odd', 'Even']) s.world.staff('POST', '/api/leads', { name, assignee_id: kam.id });
      await s.world.settle();
      expect(device.stored('leads').map((row) => row['name'])).toEqual(['Even']);
      expect(s.state(device)).toMatchObject({ state: 'synced', unreadable: 1 });
      newer = false;
      s.part(device).replica.sync.now();
      await s.holds();
      expect(standing(device, 'leads')).toHaveLength(2);
      expect(s.state(device).unreadable).toBe(0);
    },
    { around },
  );
});

it.each([
  ['with a new epoch', true],
  ['and nobody renews the epoch', false],
])(
  '19 an older backup is put back %s: laptops offer what it lost, and what was deleted stays deleted',
  (_words, renew) =>
    scenario(async (s) => {
      const kam = await s.world.person('kam1');
      const device = await s.world.readyDevice(kam, 'one');
      const old = await s.done(s.acts(device).addLead({ name: 'In the backup' }));
      const poc = await s.done(s.acts(device).addPoc({ lead_id: old.id, name: 'Pat' }));
      await s.holds();
      const putBack = await backUp(s.world.engine);
      const young = await s.done(s.acts(device).addLead({ name: 'After the backup' }));
      await s.done(s.acts(device).editLead(old.id, { city: 'Kiel' }));
      await s.done(s.acts(device).removePoc(poc.id));
      await s.holds();
      device.kill();
      await s.world.server.kill();
      await putBack();
      await s.world.recorder.committed();
      await s.world.server.start();
      expect(await s.stored('leads', young.id)).toBeUndefined();
      if (renew) await s.world.onServer((part) => part.beginNewEpoch());
      await s.world.open(device);
      await s.holds();
      expect(await s.stored('leads', young.id)).toMatchObject({ name: 'After the backup' });
      expect(await s.stored('leads', old.id)).toMatchObject({ city: 'Kiel' });
      expect(await s.stored('pocs', poc.id)).toMatchObject({ deleted: true });
      expect(s.has(device, 'pocs', poc.id)).toBe(false);
      await s.world.readyDevice(kam, 'two');
      await s.holds();
    }),
);

const MANY = { sizes: { push: 100, pull: 100 } };

it.each(['an empty pass', 'a pass with a part only', 'the removal of everything'])(
  '29 by a bug the server answers with %s: the brake holds, and nothing is removed',
  (kind) =>
    scenario(async (s) => {
      const kam = await s.world.person('kam1');
      await manyLeads(s, kam, 70);
      const device = await s.world.readyDevice(kam);
      expect(standing(device, 'leads')).toHaveLength(70);
      device.kill();
      const broken = async (real: Response) => {
        const body = (await real.json()) as { documents: object[] };
        const removed = standing(device, 'leads').map((id) => goneTombstone('leads', id));
        const part = kind === 'an empty pass' ? [] : body.documents.slice(0, 9);
        return json({ ...body, documents: kind === 'the removal of everything' ? removed : part });
      };
      let wrong = 0;
      s.world.fate = (_device, asked) => {
        if (asked.what !== 'leads/pull' || wrong > 3) return { kind: 'passes' };
        wrong += 1;
        const anew = !/checkpoint=(&|$)/.test(asked.path) && kind !== 'the removal of everything';
        if (anew) return { kind: 'instead', response: () => json({ code: 'resync_required' }, 410) };
        return { kind: 'answered', response: broken };
      };
      await s.world.open(device);
      await s.world.settle();
      expect(wrong).toBeGreaterThan(0);
      expect(standing(device, 'leads')).toHaveLength(70);
      if (kind === 'the removal of everything')
        expect(device.told.reports.splice(0).join()).toMatch(/70 removals that the server does not stand by/);
      s.world.fate = () => ({ kind: 'passes' });
      await s.holds();
      expect(standing(device, 'leads')).toHaveLength(70);
    }, MANY),
);

it('28 the scope shrinks by very many: the brake asks, and what has really left goes', () =>
  scenario(async (s) => {
    const [boss, kam] = [await s.world.person('boss', 'manager'), await s.world.person('kam1')];
    await manyLeads(s, kam, 70);
    const device = await s.world.readyDevice(boss);
    expect(standing(device, 'leads')).toHaveLength(70);
    await s.world.request(await s.world.admin(), 'PATCH', `/api/users/${boss.id}`, { role: 'kam' });
    await s.holds();
    expect(standing(device, 'leads')).toEqual([]);
    expect(s.count(/^digest$/, device)).toBeGreaterThan(0);
    expect(s.state(device).held_back).toBe(0);
  }, MANY));

it('34 tombstones are compacted while a laptop is away for 200 days: nothing comes back, its work arrives', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const [away, here] = [await s.world.readyDevice(kam, 'away'), await s.world.readyDevice(kam, 'here')];
    const lead = await s.done(s.acts(here).addLead({ name: 'Acme' }));
    const ended = await s.done(s.acts(here).addPoc({ lead_id: lead.id, name: 'Ended' }));
    const edited = await s.done(s.acts(here).addPoc({ lead_id: lead.id, name: 'Ended and edited' }));
    await s.holds();
    away.setOnline(false);
    await s.done(s.acts(away).editPoc(edited.id, { role: 'Buyer' }));
    const young = await s.done(s.acts(away).addLead({ name: 'Made away' }));
    away.kill();
    await s.done(s.acts(here).removePoc(ended.id));
    await s.done(s.acts(here).removePoc(edited.id));
    await s.world.settle();
    await s.world.onServer((part) => part.compact());
    await s.world.passDays(200);
    const gone = await s.world.onServer((part) => part.compact());
    expect(gone.documents).toBeGreaterThanOrEqual(2);
    away.setOnline(true);
    for (const device of [here, away]) {
      device.signIn(await s.world.onServer((part) => part.signIn(kam.id)));
      await s.world.open(device);
    }
    await s.holds();
    for (const { id } of [ended, edited])
      for (const device of [here, away]) expect(s.has(device, 'pocs', id)).toBe(false);
    expect(await s.stored('leads', young.id)).toMatchObject({ name: 'Made away' });
  }));

it('37 the storage of the page is lost with unsent work in it: it comes back from the journal', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const old = await s.done(s.acts(device).addLead({ name: 'Known' }));
    await s.holds();
    device.setOnline(false);
    await s.done(s.acts(device).editLead(old.id, { city: 'Kiel' }));
    const young = await s.done(s.acts(device).addLead({ name: 'Unsent' }));
    await s.world.run(100);
    device.kill();
    device.wipe();
    device.setOnline(true);
    await s.world.open(device);
    await s.holds();
    expect(await s.stored('leads', old.id)).toMatchObject({ name: 'Known', city: 'Kiel' });
    expect(await s.stored('leads', young.id)).toMatchObject({ name: 'Unsent' });
    expect(device.journalled).toEqual([]);
    expect(s.attention(device)).toEqual([]);
  }));

it('46 a byte of a stored document flips, and a row of the feed never arrives: the audit by digest finds both', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const device = await s.world.readyDevice(kam);
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme', city: 'Kiel' }));
    await s.holds();
    device.kill();
    device.tamper('leads', (rows) => {
      for (const [id, row] of rows) rows.set(id, { ...row, city: 'Kiem' });
    });
    s.world.staff('POST', '/api/leads', { name: 'Untold', assignee_id: kam.id });
    await s.world.run(2_000);
    const pages = s.next((asked) => asked.what === 'leads/pull', {
      kind: 'answered',
      response: async (real) => json({ ...(await real.json()), documents: [] }),
    });
    await s.world.open(device);
    await s.holds();
    expect(pages.happened()).toBe(true);
    expect(s.doc(device, 'leads', lead.id)).toMatchObject({ city: 'Kiel' });
    expect(device.stored('leads').map((row) => row['name'])).toContain('Untold');
    expect(s.state(device).repaired).toBe(2);
  }));
