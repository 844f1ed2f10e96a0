// The server dies, comes back, is slow, is fed in bulk: nobody misses anything, and nobody has to do anything.
import { expect, inject, it } from 'vitest';
import { newPostgresDatabase } from '../../../sync-server/testing/test-database.ts';
import { type Engine, openPostgresEngine } from '../database.ts';
import { pushOf, scenario } from './scenario.ts';

async function onPostgres(run: (engine: Engine) => Promise<unknown>): Promise<void> {
  expect(inject('postgresUrl')).toBeTruthy();
  const engine = await openPostgresEngine(await newPostgresDatabase());
  try {
    await run(engine);
  } finally {
    await engine.close();
  }
}

it('14 many write at once on PostgreSQL, their statements in any order: no reader misses a row', () =>
  onPostgres((engine) =>
    scenario(
      async (s) => {
        const people = [
          await s.world.person('kam1'),
          await s.world.person('kam2'),
          await s.world.person('kam3'),
        ];
        const devices = [];
        for (const person of people) devices.push(await s.world.readyDevice(person));
        const boss = await s.world.readyDevice(await s.world.person('boss', 'manager'));
        const acts = [];
        for (let n = 0; n < 6; n += 1)
          for (const device of devices) acts.push(s.acts(device).addLead({ name: `${device.name} ${n}` }));
        await s.world.scheduler.until(Promise.all(acts), 'all acts');
        await s.holds();
        expect(boss.stored('leads').filter((row) => !row['_deleted'])).toHaveLength(18);
      },
      { engine, slow_ms: 120 },
    ),
  ));

it('15 a transaction stays open on PostgreSQL for long: what others commit arrives within a second', () =>
  onPostgres((engine) =>
    scenario(
      async (s) => {
        const kam = await s.world.person('kam1');
        const device = await s.world.readyDevice(kam);
        const open = await engine.pool?.connect();
        await open?.query('begin');
        await open?.query(`insert into facts (name, value) values ('slow', 'report')`);
        const admin = await s.world.admin();
        const { body } = await s.world.request(admin, 'POST', '/api/leads', {
          name: 'Quick',
          assignee_id: kam.id,
        });
        await s.world.wait('the lead', () => s.has(device, 'leads', String(body['id'])), 1_000);
        await open?.query('rollback');
        open?.release();
        await s.holds();
      },
      { engine },
    ),
  ));

it('16 the server is killed between the commit and its answer: after its restart all holds', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    await s.world.wait('the commit', async () => (await s.stored('leads', lead.id)) !== undefined);
    const answered = s.world.recorder.exchanges.some(({ asked }) => asked.what === 'leads/push');
    expect(answered).toBe(false);
    await s.world.server.kill();
    s.world.network.dropAll();
    await s.world.run(4_000);
    expect(s.state(device)).toMatchObject({ state: 'waiting', pending: 1 });
    await s.world.server.start();
    await s.holds();
    expect(await s.applied(lead.id)).toBe(1);
  }));

it('16 the server is killed in the middle of a push: nothing of it is half there', () =>
  scenario(
    async (s) => {
      const device = await s.world.readyDevice(await s.world.person('kam1'));
      for (let n = 0; n < 8; n += 1) {
        device.setOnline(false);
        const acts = [];
        for (let k = 0; k < 3; k += 1) acts.push(s.acts(device).addLead({ name: `Lead ${n} ${k}` }));
        await s.world.scheduler.until(Promise.all(acts), 'acts');
        device.setOnline(true);
        const before = s.count(/leads\/push/);
        await s.world.wait('a push', () => s.count(/leads\/push/) > before);
        for (let step = 0; step < 4 + n * 5; step += 1) await s.world.scheduler.step();
        await s.world.server.kill();
        s.world.network.dropAll();
        const [row] = await s.world.sql(
          `select (select count(*) from leads)::int as leads, (select count(distinct document_id) from applied)::int as applied,
             (select count(*) from feed where collection = 'leads' and scope = 'staff')::int as told`,
        );
        expect(row).toEqual({ leads: row?.['leads'], applied: row?.['leads'], told: row?.['leads'] });
        await s.world.server.start();
        await s.world.settle();
      }
      await s.holds();
      expect(device.stored('leads')).toHaveLength(24);
    },
    { sizes: { push: 100, pull: 500 }, slow_ms: 6 },
  ));

it('17 the server is killed while streams are open: laptops follow again by themselves', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const device = await s.world.readyDevice(kam);
    await s.world.server.kill();
    s.world.network.dropAll();
    await s.world.run(20_000);
    await s.world.server.start();
    const back = s.world.scheduler.now;
    const admin = await s.world.admin();
    const { body } = await s.world.request(admin, 'POST', '/api/leads', {
      name: 'After',
      assignee_id: kam.id,
    });
    await s.world.wait('the lead', () => s.has(device, 'leads', String(body['id'])));
    // The longest pause between two tries is thirty seconds, spread by a half.
    expect(s.world.scheduler.now - back).toBeLessThan(46_000);
    await s.holds();
  }));

it('44 hundreds of leads are written on the server while laptops work: all converge', () =>
  scenario(
    async (s) => {
      const kam = await s.world.person('kam1');
      const device = await s.world.readyDevice(kam);
      const own = await s.done(s.acts(device).addLead({ name: 'Own' }));
      const admin = await s.world.admin();
      for (let n = 0; n < 120; n += 1)
        s.world.staff('POST', '/api/leads?allow_duplicate=1', { name: `Bulk ${n}`, assignee_id: kam.id });
      for (let n = 0; n < 10; n += 1) {
        await s.done(s.acts(device).editLead(own.id, { city: `City ${n}` }));
        await s.done(s.acts(device).addNote(own.id, `note ${n}`));
        await s.world.run(50);
      }
      await s.holds();
      expect(admin.role).toBe('admin');
      expect(device.stored('leads').filter((row) => !row['_deleted'])).toHaveLength(121);
      expect(device.stored('interactions')).toHaveLength(10);
    },
    { sizes: { push: 100, pull: 40 } },
  ));

it('35 the schema versions N-1, N and N+1: nothing is cut off for good, and unsent work of N-1 is taken', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const own = Number(s.world.recorder.exchanges.length > 0) && 1;
    const version = (n: number) => (headers: Headers) => {
      const given = Number(headers.get('x-schema-version') ?? own);
      headers.set('x-schema-version', String(given + n));
    };
    device.alter = version(-1);
    const old = await s.done(s.acts(device).addLead({ name: 'From the old program', city: 'Kiel' }));
    await s.world.wait(
      'the push and its answer',
      async () => (await s.applied(old.id)) === 1 && s.state(device).pending === 0,
    );
    device.alter = version(1);
    device.setOnline(false);
    device.setOnline(true);
    const young = await s.done(s.acts(device).addLead({ name: 'From the new program' }));
    await s.world.wait('the pause', () => s.state(device).state === 'outdated');
    const asked = s.requests.length;
    await s.world.run(120_000);
    expect(s.requests.length - asked).toBeLessThan(3);
    expect(s.state(device).pending).toBe(1);
    device.alter = version(0);
    s.part(device).replica.sync.resume();
    await s.holds();
    expect(await s.applied(young.id)).toBe(1);
    expect(await s.stored('leads', old.id)).toMatchObject({ city: 'Kiel' });
    expect(pushOf('leads')({ method: '', path: '', what: 'leads/push', body: null })).toBe(true);
  }));
