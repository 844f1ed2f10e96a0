// Rows that the server does not take, and servers that never agree: nothing stops, nothing loops, nothing is lost.
import { expect, it } from 'vitest';
import type { Asked } from '../network.ts';
import type { StoredRow } from '../parts/memory-disk.ts';
import { pushOf, type Scenario, scenario } from './scenario.ts';

/** Takes a stage out of the workspace, so that leads moved to it offline are refused. */
async function dropStage(s: Scenario, key: string): Promise<void> {
  const admin = await s.world.admin();
  const { body } = await s.world.request(admin, 'GET', '/api/settings');
  const states = (body['states'] as { key?: string; name?: string }[]).filter(
    (state) => state.key !== key && state.name !== key,
  );
  const { status } = await s.world.request(admin, 'PATCH', '/api/settings', { states });
  expect(status).toBe(200);
}

it('09 one refused row in a batch of fifty: 49 arrive, one is kept to be seen, pulls go on', () =>
  scenario(
    async (s) => {
      const kam = await s.world.person('kam1');
      const device = await s.world.readyDevice(kam);
      device.setOnline(false);
      const ids: string[] = [];
      for (let n = 0; n < 50; n += 1) {
        const state = n === 20 ? 'QUALIFIED' : 'PENDING';
        ids.push((await s.done(s.acts(device).addLead({ name: `Lead ${n}`, state }))).id);
      }
      await dropStage(s, 'QUALIFIED');
      const admin = await s.world.admin();
      const { body } = await s.world.request(admin, 'POST', '/api/leads', {
        name: 'From the desk',
        assignee_id: kam.id,
      });
      device.setOnline(true);
      await s.holds();
      const [row] = await s.world.sql('select count(*)::int as n from leads where assignee_id = $1', [
        kam.id,
      ]);
      expect(row?.['n']).toBe(50);
      expect(s.attention(device)).toMatchObject([
        { kind: 'refused', document_id: ids[20], reason: 'unknown_state' },
      ]);
      expect(s.has(device, 'leads', String(body['id']))).toBe(true);
    },
    { sizes: { push: 50, pull: 500 } },
  ));

it('10 every row is refused: the queue drains within three requests a row', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    device.setOnline(false);
    for (let n = 0; n < 9; n += 1)
      await s.done(s.acts(device).addLead({ name: `Lead ${n}`, state: 'QUALIFIED' }));
    await dropStage(s, 'QUALIFIED');
    const before = s.count(/leads\/push/);
    device.setOnline(true);
    await s.holds();
    expect(s.count(/leads\/push/) - before).toBeLessThan(9 * 3);
    expect(s.attention(device)).toHaveLength(9);
    expect(device.stored('leads').filter((row) => !row['_deleted'])).toEqual([]);
  }));

it('11 the server always finds a conflict in one lead: the attempts end, and other leads flow', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const bad = await s.done(s.acts(device).addLead({ name: 'Stubborn' }));
    const good = await s.done(s.acts(device).addLead({ name: 'Good' }));
    await s.holds();
    const before = s.doc(device, 'leads', bad.id);
    let contested = 0;
    const never = (asked: Asked) => async (real: Response) => {
      const { rows } = JSON.parse(asked.body ?? '{}') as { rows: { document: StoredRow }[] };
      const body = (await real.json()) as { results: object[] };
      const results = body.results.map((result, at) => {
        const mine = rows[at]?.document;
        if (mine?.id !== bad.id) return result;
        contested += 1;
        const document = { ...before, write_id: s.world.id(), city: `Elsewhere ${contested}` };
        return { id: mine.id, outcome: 'conflict', document };
      });
      return new Response(JSON.stringify({ results }), {
        headers: { 'content-type': 'application/json' },
      });
    };
    s.world.fate = (_device, asked) =>
      pushOf('leads')(asked) ? { kind: 'answered', response: never(asked) } : { kind: 'passes' };
    await s.done(s.acts(device).editLead(bad.id, { phone: '+49 1', city: 'Here' }));
    await s.done(s.acts(device).editLead(good.id, { city: 'Kiel' }));
    await s.world.run(20_000);
    expect(contested).toBeLessThan(15);
    expect((await s.stored('leads', good.id))?.['city']).toBe('Kiel');
    expect(s.attention(device).map(({ reason }) => reason)).toContain('keeps_conflicting');
    s.world.fate = () => ({ kind: 'passes' });
    // The lying server has left its own state on the laptop; the next true word puts it right.
    await s.world.request(await s.world.admin(), 'PATCH', `/api/leads/${bad.id}`, { city: 'True' });
    await s.holds();
  }));

it('30 a contact arrives before its lead, and the lead is refused: nobody else ever sees an orphan', () =>
  scenario(async (s) => {
    const [one, two] = [await s.world.person('kam1'), await s.world.person('kam2')];
    const [device, other] = [await s.world.readyDevice(one), await s.world.readyDevice(two)];
    device.setOnline(false);
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme', state: 'QUALIFIED' }));
    const poc = await s.done(s.acts(device).addPoc({ lead_id: lead.id, name: 'Pat' }));
    await dropStage(s, 'QUALIFIED');
    s.next(pushOf('leads'), { kind: 'slow', by_ms: 5_000 });
    device.setOnline(true);
    await s.world.wait('the contact', async () => (await s.stored('pocs', poc.id)) !== undefined, 4_000);
    expect(await s.stored('leads', lead.id)).toBeUndefined();
    await s.holds();
    expect(s.attention(device)).toMatchObject([{ collection: 'leads', document_id: lead.id }]);
    expect([s.has(device, 'pocs', poc.id), s.has(other, 'pocs', poc.id)]).toEqual([true, false]);
  }));

it('45 forged ids, a foreign lead, a foreign owner: no body leaks and nothing changes', () =>
  scenario(async (s) => {
    const [one, two] = [await s.world.person('kam1'), await s.world.person('kam2')];
    const device = await s.world.readyDevice(one);
    const lead = await s.done(s.acts(device).addLead({ name: 'Secret', phone: '+49 999' }));
    const poc = await s.done(s.acts(device).addPoc({ lead_id: lead.id, name: 'Hidden' }));
    await s.holds();
    const before = [await s.stored('leads', lead.id), await s.stored('pocs', poc.id)];
    const stolen = { ...s.doc(device, 'leads', lead.id), write_id: s.world.id(), assignee_id: two.id };
    const child = { ...s.doc(device, 'pocs', poc.id), write_id: s.world.id(), name: 'Mine now' };
    const ownLead = { ...stolen, id: s.world.id(), write_id: s.world.id() };
    const moved = { ...child, lead_id: ownLead.id, write_id: s.world.id() };
    const push = (collection: string, documents: object[]) =>
      s.world.request(two, 'POST', `/api/sync/${collection}/push`, {
        rows: documents.map((document) => ({ base: null, document: { ...document, _deleted: false } })),
      });
    const first = await push('leads', [stolen, { ...stolen, id: 'no-id' }, ownLead]);
    const second = await push('pocs', [child, moved, { ...child, _deleted: true }]);
    const outcomes = [first, second].map(({ body }) =>
      (body['results'] as { outcome: string }[]).map(({ outcome }) => outcome),
    );
    expect(outcomes[0]?.slice(0, 2)).toEqual(['gone', 'rejected']);
    expect(outcomes[1]).toEqual(['gone', 'gone', 'gone']);
    const told = JSON.stringify([first.body, second.body]);
    expect(told).not.toContain('Hidden');
    expect(told.includes('+49 999') && !told.includes(ownLead.id)).toBe(false);
    expect([await s.stored('leads', lead.id), await s.stored('pocs', poc.id)]).toEqual(before);
  }));
