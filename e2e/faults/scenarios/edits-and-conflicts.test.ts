// Writes of one and of several laptops that meet: offline work, conflicts, repeats, deletions.
import { expect, it } from 'vitest';
import { pushOf, scenario } from './scenario.ts';

it('01 offline create, edit, delete, reconnect: all of it arrives, each once', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const device = await s.world.readyDevice(kam);
    const old = await s.done(s.acts(device).addLead({ name: 'Known' }));
    const poc = await s.done(s.acts(device).addPoc({ lead_id: old.id, name: 'Pat' }));
    await s.holds();
    device.setOnline(false);
    const made = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    await s.done(s.acts(device).editLead(made.id, { city: 'Kiel' }));
    await s.done(s.acts(device).editLead(old.id, { city: 'Bonn' }));
    await s.done(s.acts(device).removePoc(poc.id));
    expect(s.state(device)).toMatchObject({ state: 'waiting', pending: 3 });
    device.setOnline(true);
    await s.holds();
    expect(await s.stored('leads', made.id)).toMatchObject({ name: 'Acme', city: 'Kiel' });
    expect(await s.stored('leads', old.id)).toMatchObject({ city: 'Bonn' });
    expect(await s.stored('pocs', poc.id)).toMatchObject({ deleted: true });
    // The new lead was on its way when it was edited: two writes of it, each applied once.
    expect([await s.applied(made.id), await s.applied(old.id), await s.applied(poc.id)]).toEqual([2, 2, 2]);
    expect(s.attention(device)).toEqual([]);
  }));

it('02 two laptops edit different fields of one lead: both fields survive', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const [one, two] = [await s.world.readyDevice(kam, 'one'), await s.world.readyDevice(kam, 'two')];
    const lead = await s.done(s.acts(one).addLead({ name: 'Acme' }));
    await s.holds();
    for (const device of [one, two]) device.setOnline(false);
    await s.done(s.acts(one).editLead(lead.id, { city: 'Kiel' }));
    await s.done(s.acts(two).editLead(lead.id, { phone: '+49 30 1' }));
    one.setOnline(true);
    await s.world.settle();
    two.setOnline(true);
    await s.holds();
    expect(await s.stored('leads', lead.id)).toMatchObject({ city: 'Kiel', phone: '+49 30 1' });
    expect(s.attention(one).length + s.attention(two).length).toBe(0);
  }));

it('03 two laptops edit the same field: one winner everywhere, and the loser is kept to be seen', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const [one, two] = [await s.world.readyDevice(kam, 'one'), await s.world.readyDevice(kam, 'two')];
    const lead = await s.done(s.acts(one).addLead({ name: 'Acme' }));
    await s.holds();
    for (const device of [one, two]) device.setOnline(false);
    await s.done(s.acts(one).editLead(lead.id, { city: 'Kiel' }));
    await s.done(s.acts(two).editLead(lead.id, { city: 'Bonn' }));
    one.setOnline(true);
    await s.world.settle();
    two.setOnline(true);
    await s.holds();
    const winner = (await s.stored('leads', lead.id))?.['city'];
    expect([s.doc(one, 'leads', lead.id)['city'], s.doc(two, 'leads', lead.id)['city']]).toEqual([
      winner,
      winner,
    ]);
    expect(winner).toBe('Kiel');
    expect(s.attention(two)).toMatchObject([
      { kind: 'overwritten', fields: [{ field: 'city', mine: 'Bonn' }] },
    ]);
  }));

it('04 the answer to a push is lost: the retry is applied once', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const lost = s.next(pushOf('leads'), { kind: 'response_lost' });
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    await s.holds();
    expect([lost.happened(), s.count(/leads\/push/)]).toEqual([true, 2]);
    expect(await s.applied(lead.id)).toBe(1);
  }));

it('05 the answer is lost and another edits the field in between: the later edit stays', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme', city: 'Ulm' }));
    await s.holds();
    s.next(pushOf('leads'), { kind: 'response_lost' });
    await s.done(s.acts(device).editLead(lead.id, { city: 'Kiel' }));
    await s.world.wait('the push', async () => (await s.stored('leads', lead.id))?.['city'] === 'Kiel');
    device.setOnline(false);
    const admin = await s.world.admin();
    await s.world.request(admin, 'PATCH', `/api/leads/${lead.id}`, { city: 'Bonn' });
    device.setOnline(true);
    await s.holds();
    expect((await s.stored('leads', lead.id))?.['city']).toBe('Bonn');
    expect(s.doc(device, 'leads', lead.id)['city']).toBe('Bonn');
    expect(s.attention(device)).toEqual([]);
  }));

it('06 the answer is lost and the lead is reassigned in between: it is gone, and no ghost is left', () =>
  scenario(async (s) => {
    const [one, two] = [await s.world.person('kam1'), await s.world.person('kam2')];
    const [device, heir] = [await s.world.readyDevice(one), await s.world.readyDevice(two)];
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme' }));
    await s.holds();
    s.next(pushOf('leads'), { kind: 'response_lost' });
    await s.done(s.acts(device).editLead(lead.id, { city: 'Kiel' }));
    await s.world.wait('the push', async () => (await s.stored('leads', lead.id))?.['city'] === 'Kiel');
    device.setOnline(false);
    await s.assign(lead.id, two);
    device.setOnline(true);
    await s.holds();
    expect([s.has(device, 'leads', lead.id), s.has(heir, 'leads', lead.id)]).toEqual([false, true]);
    expect(s.doc(heir, 'leads', lead.id)['city']).toBe('Kiel');
  }));

it('07 a whole push is delivered twice at once: one application, the same outcome', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    device.setOnline(false);
    const leads = [];
    for (const name of ['A', 'B', 'C']) leads.push(await s.done(s.acts(device).addLead({ name })));
    const doubled = s.next(pushOf('leads'), { kind: 'twice' });
    device.setOnline(true);
    await s.holds();
    expect(doubled.happened()).toBe(true);
    const pushes = s.world.recorder.exchanges.filter(({ asked }) => asked.what === 'leads/push');
    expect(pushes.map(({ text }) => text).slice(0, 2)).toEqual([pushes[0]?.text, pushes[0]?.text]);
    for (const { id } of leads) expect(await s.applied(id)).toBe(1);
    expect(s.attention(device)).toEqual([]);
  }));

it('08 an old push arrives after a newer one: the state does not go back', () =>
  scenario(async (s) => {
    const device = await s.world.readyDevice(await s.world.person('kam1'));
    const lead = await s.done(s.acts(device).addLead({ name: 'Acme', city: 'Ulm' }));
    await s.holds();
    // The first push hangs on the way for a minute; the laptop gives it up and sends it again, then writes a newer state.
    s.next(pushOf('leads'), { kind: 'slow', by_ms: 60_000 });
    await s.done(s.acts(device).editLead(lead.id, { city: 'Kiel' }));
    await s.world.run(40_000);
    await s.done(s.acts(device).editLead(lead.id, { city: 'Bonn' }));
    await s.world.run(60_000);
    await s.holds();
    expect((await s.stored('leads', lead.id))?.['city']).toBe('Bonn');
    expect(await s.applied(lead.id)).toBe(3);
  }));

it('33 deletions meet edits: the rules hold and all converge', () =>
  scenario(async (s) => {
    const kam = await s.world.person('kam1');
    const [one, two] = [await s.world.readyDevice(kam, 'one'), await s.world.readyDevice(kam, 'two')];
    const lead = await s.done(s.acts(one).addLead({ name: 'Acme' }));
    const pocs = [];
    for (const name of ['A', 'B', 'C'])
      pocs.push(await s.done(s.acts(one).addPoc({ lead_id: lead.id, name })));
    await s.holds();
    const [a = '', b = '', c = ''] = pocs.map(({ id }) => id);
    for (const device of [one, two]) device.setOnline(false);
    // A: deleted by one, edited by two. B: deleted by both. C: edited by one, deleted by two.
    await s.done(s.acts(one).removePoc(a));
    await s.done(s.acts(two).editPoc(a, { role: 'Buyer' }));
    await s.done(s.acts(one).removePoc(b));
    await s.done(s.acts(two).removePoc(b));
    await s.done(s.acts(one).editPoc(c, { role: 'Boss' }));
    const gone = await s.done(s.acts(two).removePoc(c));
    one.setOnline(true);
    await s.world.settle();
    two.setOnline(true);
    await s.holds();
    expect([a, b, c].map((id) => s.has(one, 'pocs', id))).toEqual([false, false, true]);
    const told = s.attention(two).map(({ document_id, reason }) => [document_id, reason]);
    expect(told.sort()).toEqual(
      [
        [a, 'deleted_elsewhere'],
        [c, 'both_changed'],
      ].sort(),
    );
    // The same id again: an undo of the deletion brings the contact back.
    await s.world.scheduler.until(gone.undo(), 'the undo');
    await s.holds();
    expect(s.has(one, 'pocs', c)).toBe(true);
  }));
