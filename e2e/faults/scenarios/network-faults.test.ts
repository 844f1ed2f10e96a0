// Strange answers, portals, flapping and sleeping networks: what they are taken for, and that all is well afterwards.
import { expect, it } from 'vitest';
import type { Asked, Fate } from '../network.ts';
import { scenario } from './scenario.ts';

const page = (status: number) => () =>
  new Response('<!doctype html><title>Welcome to the hotel</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  });
const problem =
  (status: number, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify({ status, title: 'no' }), {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });
const instead = (response: () => Response): Fate => ({ kind: 'instead', response });
const ANSWERS: Record<string, Fate> = {
  401: instead(problem(401)),
  403: instead(problem(403)),
  409: instead(problem(409)),
  413: instead(problem(413)),
  429: instead(problem(429, { 'retry-after': '3' })),
  500: instead(problem(500)),
  502: instead(page(502)),
  'a login page': instead(page(200)),
  'truncated JSON': instead(
    () => new Response('{"results":[{"id":', { headers: { 'content-type': 'application/json' } }),
  ),
  'JSON of another program': instead(
    () => new Response('{"ok":true}', { headers: { 'content-type': 'application/json' } }),
  ),
  silence: { kind: 'silence' },
};
const ENDPOINTS: Record<string, (asked: Asked) => boolean> = {
  pull: ({ what }) => what.endsWith('/pull'),
  push: ({ what }) => what.endsWith('/push'),
  stream: ({ what }) => what === 'stream',
};

it('38 every strange answer at every endpoint is backed off from, ends no session, and corrupts nothing', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    let n = 0;
    for (const [endpoint, fits] of Object.entries(ENDPOINTS))
      for (const [answer, fate] of Object.entries(ANSWERS)) {
        n += 1;
        const before = s.requests.length;
        s.world.fate = (_device, asked) => (fits(asked) ? fate : { kind: 'passes' });
        await s.done(s.acts(device).editLead(lead.id, { city: `City ${n}` }));
        s.part(device).replica.sync.now();
        await s.world.run(15_000);
        const { state } = s.state(device);
        const where = `${endpoint} ${answer}`;
        expect([where, ['signed_out', 'revoked', 'inactive', 'outdated'].includes(state)]).toEqual([
          where,
          false,
        ]);
        expect([where, s.requests.length - before < 150]).toEqual([where, true]);
        s.world.fate = () => ({ kind: 'passes' });
        await s.world.settle();
        expect([where, (await s.stored('leads', lead.id))?.['city']]).toEqual([where, `City ${n}`]);
      }
    await s.holds();
    expect(s.attention(device)).toEqual([]);
  }));

it('39 a captive portal answers everything with a page: work goes on, nothing is taken for data', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    s.world.fate = () => ANSWERS['a login page'] ?? { kind: 'passes' };
    const lead = await s.done(s.acts(device).addLead({ name: 'On the train' }));
    s.part(device).replica.sync.now();
    await s.world.run(60_000);
    expect(s.state(device)).toMatchObject({ pending: 1 });
    expect(['trouble', 'waiting']).toContain(s.state(device).state);
    expect(await s.stored('leads', lead.id)).toBeUndefined();
    s.world.fate = () => ({ kind: 'passes' });
    await s.holds();
    expect(await s.applied(lead.id)).toBe(1);
  }));

it('40 the network flaps every 200 ms for a minute: the requests stay bounded, and all is well afterwards', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const before = s.requests.length;
    for (let n = 0; n < 300; n += 1) {
      device.setOnline(n % 2 === 1);
      if (n % 30 === 0) await s.done(s.acts(device).addLead({ name: `Lead ${n}` }));
      await s.world.run(200);
    }
    device.setOnline(true);
    await s.holds();
    // 150 returns of the network: a stream and eight pulls each, and the repeats that were under way.
    expect(s.requests.length - before).toBeLessThan(150 * 25);
    expect(device.stored('leads')).toHaveLength(10);
  }));

it('41 one stream carries all collections: no more connections stay open than one', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const streams = () => s.count(/^stream$/, device);
    expect(streams()).toBe(1);
    await s.world.run(120_000);
    expect(streams()).toBe(1);
    device.setOnline(false);
    await s.world.run(1_000);
    device.setOnline(true);
    await s.holds();
    // A stream that was being opened when the network came back may be opened anew.
    expect(streams()).toBeLessThanOrEqual(3);
  }));

it('43 eight hours asleep over a connection that has died unseen: in sync within thirty seconds of waking', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const device = await s.world.device(kam);
    s.next(({ what }) => what === 'stream', { kind: 'half_open', after_ms: 2_000 });
    await s.world.open(device);
    await s.world.run(5_000);
    const hours = 8 * 3_600_000;
    device.sleep(hours);
    await s.world.run(60_000);
    const admin = await s.world.admin();
    const { body } = await s.world.request(admin, 'POST', '/api/leads', {
      name: 'Night',
      assignee_id: kam.id,
    });
    await s.world.run(hours - 61_000);
    expect(s.has(device, 'leads', String(body['id']))).toBe(false);
    await s.world.wait('the lead', () => s.has(device, 'leads', String(body['id'])), 31_000);
    await s.holds();
  }));

it('43 a stream falls silent while the laptop is awake: the heartbeat that is missing opens a new one', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const device = await s.world.device(kam);
    s.next(({ what }) => what === 'stream', { kind: 'half_open', after_ms: 3_000 });
    await s.world.open(device);
    await s.world.run(10_000);
    const admin = await s.world.admin();
    const { body } = await s.world.request(admin, 'POST', '/api/leads', {
      name: 'Unheard',
      assignee_id: kam.id,
    });
    await s.world.wait('the lead', () => s.has(device, 'leads', String(body['id'])), 60_000);
    await s.holds();
  }));

it('31 the token expires in pull, push and stream at once: one renewal, and no row is lost', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    await s.world.run(16 * 60_000);
    const before = s.count(/auth\/refresh/);
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    s.part(device).replica.sync.now();
    device.setOnline(false);
    device.setOnline(true);
    await s.holds();
    expect(s.count(/auth\/refresh/) - before).toBe(1);
    expect(await s.applied(lead.id)).toBe(1);
  }));

it('31 the renewal is denied: the sync pauses, work goes on, and it resumes after a sign-in', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const device = await s.world.readyDevice(kam);
    await s.world.sql(`update sessions set ended_at = now(), end_reason = 'logout' where user_id = $1`, [
      kam.id,
    ]);
    s.part(device).replica.sync.now();
    await s.world.wait('the end of the session', () => s.state(device).state === 'signed_out');
    expect(device.told.ended).toContain('signed_out');
    const requests = s.requests.length;
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    await s.world.run(300_000);
    expect(s.requests.length - requests).toBeLessThan(3);
    expect(s.state(device).pending).toBe(1);
    device.kill();
    const life = s.world.server.life();
    if (life) device.signIn(await s.world.scheduler.until(life.part.signIn(kam.id), 'the sign-in'));
    await s.world.open(device);
    await s.holds();
    expect(await s.applied(lead.id)).toBe(1);
  }));
