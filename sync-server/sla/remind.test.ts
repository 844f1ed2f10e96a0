import { asc } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox, sla_reminders } from '../db/tables/records.ts';
import { createJobs } from '../jobs/jobs.ts';
import { runDueJobs } from '../jobs/run-due-jobs.ts';
import { addPromised, signedInAnew } from '../testing/promised-leads.ts';
import { ENGINES } from '../testing/test-database.ts';
import type { Name } from '../testing/test-people.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { remindOfDeadlines } from './remind.ts';

const MINUTE = 60;

describe.each(ENGINES)('the job that reminds on %s', (engine) => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer({ engine });
  });
  afterEach(() => server.close());

  const as = (name: Name) => signedInAnew(server, name);
  const add = (name: string, who?: Name, fields?: object) => addPromised(server, name, who, fields);
  const remind = () => remindOfDeadlines(server.deps);
  const mails = () => server.deps.db.select().from(outbox).orderBy(asc(outbox.to));
  const patch = async (path: string, json: object, who: Name = 'admin', method = 'PATCH') =>
    server.json(path, { method, as: await as(who), json });

  it('tells the assignee once, as many minutes before as the settings say', async () => {
    const lead = await add('Ada', 'manager', { assignee_id: server.actors.kam1.id, company: 'Engines' });
    server.clock.advance(90 * MINUTE - 1);
    expect(await remind()).toEqual({ reminded: 0, mails: 0 });
    server.clock.advance(1);
    expect(await remind()).toEqual({ reminded: 1, mails: 1 });
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      template: 'sla_reminder',
      to: 'kam1@callbook.test',
      subject: 'Answer due soon: Ada',
      lead_id: lead.id,
      status: 'queued',
    });
    expect(mail?.body).toContain('First answer due: 9 March 2026 at 12:00 CET\nCompany: Engines\n');
    server.clock.advance(5 * MINUTE);
    expect(await remind()).toEqual({ reminded: 0, mails: 0 });
    expect(await server.deps.db.select().from(sla_reminders)).toMatchObject([
      { lead_id: lead.id, due_at: lead.sla_due_at },
    ]);
  });

  it('reminds as early as the settings say, and never at 0', async () => {
    await add('Ada');
    await patch('/api/settings', { sla_reminder_minutes: 0 });
    server.clock.advance(119 * MINUTE);
    expect(await remind()).toMatchObject({ reminded: 0 });
    await patch('/api/settings', { sla_reminder_minutes: 1 });
    expect(await remind()).toMatchObject({ reminded: 1 });
  });

  it('tells the managers where nobody is assigned, the admins where there is no manager', async () => {
    await add('First', 'manager');
    server.clock.advance(100 * MINUTE);
    await remind();
    expect(await mails()).toMatchObject([{ to: 'manager@callbook.test' }]);
    await patch(`/api/users/${server.actors.manager.id}`, { is_active: false });
    await add('Second', 'admin');
    server.clock.advance(100 * MINUTE);
    await remind();
    expect(await mails()).toMatchObject([{ to: 'admin@callbook.test' }]);
  });

  it('tells whoever covers, and the managers of what somebody has who is not there any more', async () => {
    const { kam1, kam2 } = server.actors;
    const cover = { to_id: kam2.id, from_on: '2026-03-09', to_on: '2026-03-10' };
    await patch(`/api/users/${kam1.id}/handover`, cover, 'admin', 'PUT');
    await add('Covered');
    server.clock.advance(100 * MINUTE);
    await remind();
    expect(await mails()).toMatchObject([{ to: 'kam2@callbook.test' }]);
    await add('Left behind');
    await patch(`/api/users/${kam1.id}`, { is_active: false });
    server.clock.advance(100 * MINUTE);
    await remind();
    expect(await mails()).toMatchObject([{ to: 'manager@callbook.test' }]);
  });

  it('makes one mail of all that one run finds for a person', async () => {
    for (let n = 1; n <= 22; n += 1) await add(`Lead ${n}`);
    server.clock.advance(100 * MINUTE);
    expect(await remind()).toEqual({ reminded: 22, mails: 1 });
    const [mail] = await mails();
    expect(mail).toMatchObject({ subject: 'Answer due soon: 22 leads', lead_id: null });
    expect(mail?.body).toContain('\nLead 1: due 9 March 2026 at 12:00 CET, kam1\n');
    expect(mail?.body).toContain('\nand 2 more\n');
    expect(mail?.body).not.toMatch(/\n{3}/);
  });

  it('is silent about what is answered, put aside, or over', async () => {
    const [answered, aside] = [await add('Answered'), await add('Aside')];
    await server.json('/api/interactions', {
      as: await as('kam1'),
      json: { lead_id: answered.id, type: 'CALL', outcome: 'NO_ANSWER' },
    });
    await server.json(`/api/leads/${aside.id}`, { method: 'DELETE', as: await as('kam1') });
    server.clock.advance(100 * MINUTE);
    expect(await remind()).toMatchObject({ reminded: 0 });
    await add('Over');
    server.clock.advance(121 * MINUTE);
    expect(await remind()).toMatchObject({ reminded: 0 });
  });

  it('tells once although two processes come to it together', async () => {
    await add('Ada');
    server.clock.advance(100 * MINUTE);
    const done = await Promise.all([remind(), remind()]);
    expect(done.map(({ reminded }) => reminded).sort()).toEqual([0, 1]);
    expect(await mails()).toHaveLength(1);
  });

  it('runs with the other jobs, at each look', async () => {
    await add('Ada');
    const jobs = createJobs(server.deps);
    await runDueJobs(server.deps, jobs);
    server.clock.advance(100 * MINUTE);
    await runDueJobs(server.deps, jobs);
    expect(await mails()).toHaveLength(1);
    server.clock.advance(21 * MINUTE);
    await runDueJobs(server.deps, jobs);
    expect((await mails()).map(({ template }) => template)).toContain('sla_breach');
  });
});
