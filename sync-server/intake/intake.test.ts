import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NO_CAMPAIGN } from '#domain/intake/campaign.ts';
import { kamScope, STAFF_SCOPE } from '#domain/sync/scope.ts';
import { aLead } from '#domain/testing/builders.ts';
import { interactions, pocs } from '../db/tables/documents.ts';
import { assignments, audit_logs, feed, files, submissions } from '../db/tables/records.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { type Answer, ada, aForm, startIntake } from '../testing/intake.ts';
import { ENGINES } from '../testing/test-database.ts';
import { type CheckedIntake, createIntake } from './apply-intake.ts';

describe.each(ENGINES)('an application on %s', (engine) => {
  let intake: Awaited<ReturnType<typeof startIntake>>;
  beforeAll(async () => {
    intake = await startIntake(engine);
  });
  beforeEach(() => intake.clear());
  afterAll(() => intake.close());

  test('answers with exactly what the prospect may know', async () => {
    const reply = await intake.apply({
      ...ada,
      state: 'WON',
      assignee_id: intake.server.actors.kam1.id,
      id: 'mine',
      source: 'x',
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      state: 'PENDING',
      created_at: intake.server.clock.now(),
      updated_at: intake.server.clock.now(),
    });
  });

  test('leaves a lead, its contact, the message as a note, the submission and an audit line', async () => {
    const more = {
      phone: '+44 20 7946 0000',
      message: 'Call me.\r\nThanks.',
      time_zone: 'Europe/London',
      form_key: 'k1',
    };
    const { body } = await intake.apply({ ...ada, ...more });
    const [lead] = await intake.all.leads();
    expect(lead).toMatchObject({
      id: body.id,
      kind: 'person',
      name: 'Ada Lovelace',
      state: 'PENDING',
      source: 'api',
      assignee_id: null,
      time_zone: 'Europe/London',
      resume: { kind: 'link', name: 'example.com/ada.pdf', size: null },
      sla_due_at: '2026-03-09T11:00:00.000Z',
      custom: {},
    });
    const { db } = intake.server.deps;
    expect(await db.select().from(pocs)).toMatchObject([
      { lead_id: body.id, name: 'Ada Lovelace', is_primary: true },
    ]);
    expect(await db.select().from(interactions)).toMatchObject([
      { lead_id: body.id, type: 'NOTE', direction: 'in', note: 'Call me.\nThanks.' },
    ]);
    expect(await db.select().from(submissions)).toMatchObject([
      {
        lead_id: body.id,
        form_key: 'k1',
        content: { email: 'ada@example.com', message: 'Call me.\nThanks.' },
      },
    ]);
    expect(await db.select().from(files)).toMatchObject([
      { lead_id: body.id, kind: 'link', url: 'https://example.com/ada.pdf', storage_key: null },
    ]);
    expect(await db.select().from(audit_logs)).toMatchObject([
      { actor_id: null, action: 'create', entity: 'lead', entity_id: body.id, details: { source: 'api' } },
    ]);
    expect(await db.select().from(assignments)).toEqual([]);
    const scopes = (await db.select().from(feed))
      .filter((row) => row.document_id === body.id)
      .map((row) => row.scope);
    expect(scopes).toEqual([STAFF_SCOPE]);
  });

  test('causes exactly two mails, to the prospect and to the desk', async () => {
    const { body } = await intake.apply({ ...ada, message: 'Call me.' });
    const mails = await intake.all.mails();
    expect(mails).toMatchObject([
      {
        template: 'intake_ack',
        to: 'ada@example.com',
        reply_to: 'desk@example.com',
        file_id: null,
        lead_id: body.id,
        status: 'queued',
      },
      {
        template: 'intake_notify',
        to: 'desk@example.com',
        reply_to: 'ada@example.com',
        file_id: null,
        lead_id: body.id,
      },
    ]);
    expect(mails[1]?.subject).toBe('New application: Ada Lovelace');
    expect(mails[1]?.body).toContain('Résumé: https://example.com/ada.pdf');
    expect(mails[1]?.body).toContain('Call me.');
  });

  test('names every field that is wrong', async () => {
    const reply = await intake.apply({ first_name: ' ', email: 'x', time_zone: 'Mars/Olympus', resume: 'x' });
    expect(reply.body.errors?.map(({ path }) => path)).toEqual([
      'first_name',
      'last_name',
      'email',
      'time_zone',
      'resume',
    ]);
  });

  test('sent again with its form key gets the same answer and makes nothing new', async () => {
    const before = (await intake.stored()).length;
    const first = await intake.form(aForm({ form_key: 'once' }));
    intake.server.clock.advance(60);
    const again = await intake.form(aForm({ form_key: 'once', message: 'changed' }));
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(await intake.all.leads()).toHaveLength(1);
    expect(await intake.all.mails()).toHaveLength(2);
    expect(await intake.stored()).toHaveLength(before + 1);
  });

  test('sent five times at once makes one lead and keeps one file', async () => {
    const before = (await intake.stored()).length;
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => intake.form(aForm({ form_key: 'burst' }))));
    expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    expect(await intake.all.leads()).toHaveLength(1);
    expect(await intake.all.mails()).toHaveLength(2);
    expect(await intake.stored()).toHaveLength(before + 1);
  });

  test('under the form key of somebody else makes no lead and tells nothing of him', async () => {
    await intake.apply({ ...ada, form_key: 'taken' });
    const reply = await intake.apply({ ...ada, email: 'eve@example.com', form_key: 'taken' });
    expect(reply.status).toBe(409);
    expect(JSON.stringify(reply.body)).not.toMatch(/ada/i);
    expect(await intake.all.leads()).toHaveLength(1);
  });

  test('from a known address is answered alike, and only staff hear of it', async () => {
    const first = await intake.apply(ada);
    const again = await intake.apply({ ...ada, email: 'ADA@example.com' });
    expect(again.status).toBe(201);
    expect(Object.keys(again.body)).toEqual(Object.keys(first.body));
    expect(again.body.id).not.toBe(first.body.id);
    const flags = (await intake.all.leads()).map((lead) => lead.custom['possible_duplicate_of'] ?? null);
    expect(flags.toSorted()).toEqual([first.body.id, null].toSorted());
    const [, , ack, notify] = await intake.all.mails();
    expect(notify?.body).toContain(
      `this address is known: Ada Lovelace, ${intake.server.deps.config.PUBLIC_URL}/app/#/leads/${first.body.id}`,
    );
    expect(ack?.body).not.toContain('known');
    const lines = await intake.server.deps.db.select().from(audit_logs).orderBy(audit_logs.seq);
    expect(lines.map((line) => line.details['possible_duplicate_of'])).toEqual([null, first.body.id]);
  });

  test('from the address of a lead that was put aside is no duplicate', async () => {
    const gone = aLead({ email: 'ada@example.com', deleted_at: intake.server.clock.now() });
    await inWriteTransaction(intake.server.deps, (tx) =>
      writeDocuments(tx, [{ collection: 'leads', document: gone }]),
    );
    const { body } = await intake.apply(ada);
    expect((await intake.all.leads()).find((lead) => lead.id === body.id)?.custom).toEqual({});
  });

  test('goes to the KAMs in turn where the workspace says so, and stands in their scope', async () => {
    await intake.assignBy('round_robin');
    const { kam1, kam2 } = intake.server.actors;
    const given: (string | null)[] = [];
    for (const n of [1, 2, 3, 4, 5]) {
      const { body } = await intake.apply({ ...ada, email: `ada${n}@example.com` });
      given.push((await intake.all.leads()).find((lead) => lead.id === body.id)?.assignee_id ?? null);
    }
    expect(new Set(given.slice(0, 2))).toEqual(new Set([kam1.id, kam2.id]));
    expect(given.slice(2)).toEqual([given[0], given[1], given[0]]);
    const history = await intake.server.deps.db.select().from(assignments).orderBy(assignments.id);
    expect(history[0]).toMatchObject({ from_id: null, to_id: given[0], by_id: null, note: 'in turn' });
    // For each the prospect's, the desk's, and the assignee's.
    expect(await intake.all.mails()).toHaveLength(15);
    const scopes = new Set(
      (await intake.server.deps.db.select().from(feed))
        .filter((row) => row.collection === 'pocs')
        .map((row) => row.scope),
    );
    expect(scopes).toEqual(new Set([STAFF_SCOPE, kamScope(kam1.id), kamScope(kam2.id)]));
  });

  test('that fails in the middle leaves neither rows nor file', async () => {
    const before = (await intake.stored()).length;
    const broken = {
      ...intake.server.deps.outbox,
      queueAll: () => Promise.reject(new Error('no outbox')),
    };
    const checked: CheckedIntake = {
      intake: {
        ...ada,
        resume: null,
        phone: null,
        company: null,
        message: null,
        time_zone: null,
        form_key: null,
        ...NO_CAMPAIGN,
      },
      file: await intake.aFile(),
      source: 'form',
    };
    const failing = createIntake({ ...intake.server.deps, outbox: broken })(checked, {
      actor: null,
      requestId: 'r',
    });
    await expect(failing).rejects.toThrow('no outbox');
    expect(await intake.all.leads()).toEqual([]);
    expect(await intake.stored()).toHaveLength(before);
  });

  test('entered by a KAM is his own, and says who entered it', async () => {
    const { kam2 } = intake.server.actors;
    const reply = await intake.server.json<Answer>('/api/leads', { body: aForm(), as: kam2 });
    expect(reply.status).toBe(201);
    expect((await intake.all.leads())[0]?.assignee_id).toBe(kam2.id);
    expect(await intake.server.deps.db.select().from(assignments)).toMatchObject([
      { to_id: kam2.id, by_id: kam2.id, note: null },
    ]);
    expect(await intake.server.deps.db.select().from(audit_logs)).toMatchObject([{ actor_id: kam2.id }]);
  });

  test('with the field filled that nobody sees looks taken and is not', async () => {
    const reply = await intake.form(aForm({ referral_note: 'http://spam.example' }));
    expect(reply.status).toBe(201);
    expect(Object.keys(reply.body).sort()).toEqual(Object.keys((await intake.apply(ada)).body).sort());
    expect(await intake.all.leads()).toHaveLength(1);
    expect(intake.server.logged.some((line) => line['event'] === 'intake_trapped')).toBe(true);
  });
});
