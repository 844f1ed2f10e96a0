// Leads change hands and people change roles: the new scope is held whole, and nothing of the old one stays.
import { expect, it } from 'vitest';
import type { Device } from '../device.ts';
import { type Scenario, scenario } from './scenario.ts';

const standing = (device: Device, collection: string) =>
  device
    .stored(collection)
    .filter((row) => !row['_deleted'])
    .map((row) => row.id);

async function leadWithHistory(s: Scenario, device: Device, name = 'Acme') {
  const lead = await s.done(s.acts(device).addLead({ name }));
  const poc = await s.done(s.acts(device).addPoc({ lead_id: lead.id, name: 'Pat' }));
  const call = await s.done(
    s
      .acts(device)
      .logCall({ lead_id: lead.id, outcome: 'CONNECTED', note: 'hello', order: { amount_minor: 500 } }),
  );
  return { lead: lead.id, poc: poc.id, call: call.id };
}

it('24 a lead is reassigned and both are online: the old owner drops all of it, the new one gets the whole history', () =>
  scenario(async (s) => {
    const [one, two] = [await s.world.person('kam1'), await s.world.person('kam2')];
    const [from, to] = [await s.world.readyDevice(one), await s.world.readyDevice(two)];
    const { lead, poc, call } = await leadWithHistory(s, from);
    await s.holds();
    await s.assign(lead, two);
    await s.holds();
    for (const collection of ['leads', 'pocs', 'interactions'])
      expect(standing(from, collection)).toEqual([]);
    expect(standing(to, 'leads')).toEqual([lead]);
    expect(standing(to, 'pocs')).toEqual([poc]);
    expect(standing(to, 'interactions')).toContain(call);
    expect(standing(to, 'interactions')).toHaveLength(2);
    const left = JSON.stringify(from.stored('leads'));
    expect(left).not.toContain('Acme');
  }));

it('25 a lead is reassigned while its owner is offline with an edit and a new call: nothing is lost, no ghost stays', () =>
  scenario(async (s) => {
    const [one, two] = [await s.world.person('kam1'), await s.world.person('kam2')];
    const [from, to] = [await s.world.readyDevice(one), await s.world.readyDevice(two)];
    const { lead } = await leadWithHistory(s, from);
    await s.holds();
    from.setOnline(false);
    await s.done(s.acts(from).editLead(lead, { city: 'Kiel' }));
    const call = await s.done(s.acts(from).logCall({ lead_id: lead, outcome: 'NO_ANSWER', note: 'at noon' }));
    await s.world.run(60_000);
    await s.assign(lead, two);
    from.setOnline(true);
    await s.holds();
    expect(standing(from, 'leads')).toEqual([]);
    expect(standing(from, 'interactions')).toEqual([]);
    expect((await s.stored('leads', lead))?.['city']).toBeNull();
    const told = s.attention(from);
    expect(told.filter(({ collection }) => collection === 'leads')).toMatchObject([{ reason: 'gone' }]);
    // The call is either the new owner's to read, or kept for the one who made it.
    const kept = told.some(({ document_id }) => document_id === call.id);
    expect(kept !== standing(to, 'interactions').includes(call.id)).toBe(true);
  }));

it('26 a lead goes A to B to A, another A to B to C, in quick steps while pages are pulled', () =>
  scenario(async (s) => {
    const people = [await s.world.person('a'), await s.world.person('b'), await s.world.person('c')];
    const devices = [];
    for (const person of people) devices.push(await s.world.readyDevice(person));
    const [a, b, c] = devices;
    const [pa, pb, pc] = people;
    if (!a || !b || !c || !pa || !pb || !pc) throw new Error('three of each');
    const first = await leadWithHistory(s, a, 'First');
    const second = await leadWithHistory(s, a, 'Second');
    await s.holds();
    b.setOnline(false);
    const moves: [string, typeof pa][] = [
      [first.lead, pb],
      [second.lead, pb],
      [first.lead, pa],
      [second.lead, pc],
    ];
    for (const [lead, to] of moves) {
      s.world.staff('POST', `/api/leads/${lead}/assign`, { assignee_id: to.id });
      await s.world.run(15);
      a.part?.replica.sync.now();
    }
    b.setOnline(true);
    await s.holds();
    expect([standing(a, 'leads'), standing(b, 'leads'), standing(c, 'leads')]).toEqual([
      [first.lead],
      [],
      [second.lead],
    ]);
  }));

it('27 a lead is reassigned between two pages of a pull: nothing twice, nothing missing', () =>
  scenario(async (s) => {
    const [one, two] = [await s.world.person('kam1'), await s.world.person('kam2')];
    const from = await s.world.readyDevice(one);
    const leads = [];
    for (let n = 0; n < 10; n += 1) leads.push(await s.done(s.acts(from).addLead({ name: `Lead ${n}` })));
    await s.holds();
    const fresh = await s.world.device(one, 'second');
    const opening = fresh.start();
    await s.world.wait('the first page', () => s.count(/leads\/pull/, fresh) >= 2);
    for (const at of [1, 8]) await s.assign(leads[at]?.id ?? '', two);
    await s.world.scheduler.until(opening, 'opening');
    await s.holds();
    expect(standing(fresh, 'leads')).toHaveLength(8);
  }));

it('28 a person is promoted and put back: the replica is the new scope each time', () =>
  scenario(async (s) => {
    const [one, two] = [await s.world.person('kam1'), await s.world.person('kam2')];
    const [device, other] = [await s.world.readyDevice(one), await s.world.readyDevice(two)];
    const own = await leadWithHistory(s, device, 'Own');
    const foreign = await leadWithHistory(s, other, 'Foreign');
    await s.holds();
    const admin = await s.world.admin();
    const role = (to: string) => s.world.request(admin, 'PATCH', `/api/users/${one.id}`, { role: to });
    await role('manager');
    await s.holds();
    expect(standing(device, 'leads').sort()).toEqual([own.lead, foreign.lead].sort());
    device.setOnline(false);
    await s.done(s.acts(device).editLead(own.lead, { city: 'Kiel' }));
    await role('kam');
    device.setOnline(true);
    await s.holds();
    expect(standing(device, 'leads')).toEqual([own.lead]);
    expect((await s.stored('leads', own.lead))?.['city']).toBe('Kiel');
  }));

it('32 another person signs in on the same laptop: nothing of the first shows, and his unsent work waits for him', () =>
  scenario(async (s) => {
    const [one, two] = [await s.world.person('kam1'), await s.world.person('kam2')];
    const device = await s.world.readyDevice(one);
    const sent = await s.done(s.acts(device).addLead({ name: 'Sent' }));
    await s.holds();
    device.setOnline(false);
    const unsent = await s.done(s.acts(device).addLead({ name: 'Unsent' }));
    device.kill();
    const life = s.world.server.life();
    if (!life) throw new Error('the server is down');
    const signIn = (id: string) => s.world.scheduler.until(life.part.signIn(id), 'a sign-in');
    device.become({ id: two.id, role: 'kam', time_zone: 'Europe/Berlin' }, await signIn(two.id));
    device.setOnline(true);
    await s.world.open(device);
    await s.world.settle();
    expect(standing(device, 'leads')).toEqual([]);
    expect(await s.stored('leads', unsent.id)).toBeUndefined();
    device.kill();
    device.become({ id: one.id, role: 'kam', time_zone: 'Europe/Berlin' }, await signIn(one.id));
    await s.world.open(device);
    await s.holds();
    expect(standing(device, 'leads').sort()).toEqual([sent.id, unsent.id].sort());
  }));
