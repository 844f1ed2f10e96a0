// The laptop's own faults: killed, its clock set, its disk full.
import { expect, it } from 'vitest';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { readTables } from '../server-view.ts';
import { scenario } from './scenario.ts';

it('20 the program is killed at many points of pull, push and conflict: all holds after each', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const [device, other] = [await s.world.readyDevice(kam, 'one'), await s.world.readyDevice(kam, 'two')];
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    await s.holds();
    for (let n = 0; n < 24; n += 1) {
      // Both write the same lead, so that a conflict is under way as well.
      const acts = [
        s.acts(device).editLead(lead.id, { city: `City ${n}` }),
        s.acts(device).addPoc({ lead_id: lead.id, name: `Person ${n}` }),
        s.acts(other).editLead(lead.id, { phone: `+49 ${n}`, ...(n % 3 === 0 ? { city: `Town ${n}` } : {}) }),
      ];
      for (const act of acts) act.catch(() => undefined);
      for (let step = 0; step < n * 4; step += 1) await s.world.scheduler.step();
      device.kill();
      await s.world.run(50);
      await s.world.open(device);
      if (n % 6 === 5) await s.holds();
    }
    await s.holds();
  }));

it('21 the program is killed in the middle of the first sync: it goes on from where it was', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    await s.world.admin();
    for (let n = 0; n < 60; n += 1)
      s.world.staff('POST', '/api/leads?allow_duplicate=1', { name: `Lead ${n}`, assignee_id: kam.id });
    await s.world.run(10_000);
    const device = await s.world.device(kam);
    device.start().catch(() => undefined);
    await s.world.wait('a part of the leads', () => device.stored('leads').length >= 20);
    device.kill();
    const had = device.stored('leads').length;
    expect(had).toBeLessThan(60);
    const before = s.requests.length;
    await s.world.open(device);
    await s.holds();
    const again = s.requests.slice(before).find(({ asked }) => asked.what === 'leads/pull');
    expect(again?.asked.path).not.toMatch(/checkpoint=&/);
    expect(s.count(/leads\/pull/)).toBeLessThan(60 / 4 + 8);
    expect(device.stored('leads')).toHaveLength(60);
  }));

it.each([
  ['an hour ahead', 3_600_000],
  ['an hour back', -3_600_000],
  ['in 1970', -Date.parse('2026-03-01T00:00:00.000Z')],
  [
    'past the change to summer time',
    Date.parse('2026-03-29T01:30:00.000Z') - Date.parse('2026-03-09T09:00:00.000Z'),
  ],
])('22 the clock stood %s in an earlier session: everything is pushed', (_words, skew) =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const device = await s.world.device(kam);
    device.skew = skew;
    await s.world.open(device);
    await s.world.settle();
    const first = await s.done(s.acts(device).addLead({ name: 'In the wrong hour' }));
    await s.world.settle();
    device.kill();
    device.skew = 0;
    device.setOnline(false);
    await s.world.open(device);
    const second = await s.done(s.acts(device).addLead({ name: 'In the right hour' }));
    await s.done(s.acts(device).editLead(first.id, { city: 'Kiel' }));
    device.kill();
    device.setOnline(true);
    await s.world.open(device);
    await s.holds();
    expect(await s.stored('leads', first.id)).toMatchObject({ city: 'Kiel' });
    expect(await s.applied(second.id)).toBe(1);
    // What was written with the server in reach bears the true time, whatever the laptop's clock showed.
    const made = Date.parse(String(s.doc(device, 'leads', first.id)['created_at']));
    expect(Math.abs(made - s.world.scheduler.now)).toBeLessThan(120_000);
    // So does what was written without it, after the clock was put back to the true time.
    const later = Date.parse(String(s.doc(device, 'leads', second.id)['created_at']));
    if (skew > 0) expect(Math.abs(later - s.world.scheduler.now)).toBeLessThan(120_000);
  }),
);

it('23 the clock jumps while the program runs: the order of its writes is kept, and what is due is right again', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    const jumps = [3_600_000, -3_600_000, 0, -86_400_000, 86_400_000, 0];
    for (const [n, skew] of jumps.entries()) {
      device.skew = skew;
      await s.done(s.acts(device).editLead(lead.id, { city: `City ${n}` }));
      await s.world.run(n % 2 === 0 ? 10 : 20_000);
    }
    await s.holds();
    expect((await s.stored('leads', lead.id))?.['city']).toBe('City 5');
    expect(s.attention(device)).toEqual([]);
  }));

it('36 a migration of the disk is interrupted at many points: it ends at a later start, and the unsent work is sent', () =>
  scenario(async (s) => {
    const { world } = s;
    const kam = await world.person('kam1');
    for (let n = 0; n < 6; n += 1) await world.person(`colleague${n}`);
    const { users } = await readTables(world.engine);
    const own = { created_by: kam.id, assignee_id: kam.id };
    const interrupted: number[] = [];
    for (let steps = 2; steps < 50; steps += 4) {
      const device = await world.device(kam, `laptop${steps}`);
      const lead = aLead({ ...own, id: world.id(), write_id: world.id(), name: `Unsent ${steps}` });
      const call = aCall({ id: world.id(), write_id: world.id(), lead_id: lead.id, created_by: kam.id });
      const people = [...users.values()].map(({ handover: _later, ...user }) => user);
      await device.runFirstProgram([
        ...people.map((document) => ({ collection: 'users', document })),
        { collection: 'leads', document: lead },
        { collection: 'interactions', document: call },
      ]);
      device.start().catch(() => undefined);
      for (let step = 0; step < steps; step += 1) await world.scheduler.step();
      if (device.stores().some((store) => store.endsWith(' users 0'))) interrupted.push(steps);
      device.kill();
      await world.run(50);
      await world.open(device);
      await world.settle();
      expect(await s.stored('leads', lead.id)).toMatchObject({ name: `Unsent ${steps}` });
      expect(await s.stored('interactions', call.id)).toMatchObject({ lead_id: lead.id });
      expect(device.stores().filter((store) => store.includes(' users '))).toHaveLength(1);
      await s.holds();
      device.kill();
    }
    expect(interrupted.length, `of these: ${interrupted}`).toBeGreaterThan(2);
  }));

it('37 the disk is full: the act fails as a whole, and works again when there is room', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    await s.holds();
    const before = device.stored('leads').length;
    device.full = true;
    const failed = s.acts(device).addLead({ name: 'No room' });
    const refused = await s.world.scheduler.until(failed, 'the act');
    expect(refused).toMatchObject({ ok: false, error: { code: 'not_kept' } });
    expect(device.told.reports.join()).toMatch(/quota/i);
    expect(device.stored('leads')).toHaveLength(before);
    device.full = false;
    await s.done(s.acts(device).editLead(lead.id, { city: 'Kiel' }));
    await s.world.settle();
    expect((await s.stored('leads', lead.id))?.['city']).toBe('Kiel');
  }));

it('47 all collections of the program stay within what RxDB gives away', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const names = new Set(device.stores().map((store) => store.split(' ')[1] ?? ''));
    const collections = [...names].filter(
      (name) => !name.startsWith('rx-replication-meta') && !name.startsWith('_'),
    );
    expect(collections.length).toBeGreaterThanOrEqual(10);
    expect(collections.length).toBeLessThanOrEqual(12);
  }));
