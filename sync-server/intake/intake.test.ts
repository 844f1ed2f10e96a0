import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kamScope, STAFF_SCOPE } from '#domain/sync/scope.ts';
import { aLead } from '#domain/testing/builders.ts';
import { interactions, leads, pocs } from '../db/tables/documents.ts';
import { assignments, audit_logs, feed, files, outbox, submissions } from '../db/tables/records.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { readSettings } from '../settings/settings.ts';
import { emptyTables } from '../testing/empty-tables.ts';
import { aDocx, aPdf, aTxt } from '../testing/sample-files.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { applyIntake, type CheckedIntake } from './apply-intake.ts';

const ada = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  email: 'ada@example.com',
  resume: 'https://example.com/ada.pdf',
};
const TABLES = [
  'leads',
  'pocs',
  'interactions',
  'submissions',
  'files',
  'outbox',
  'assignments',
  'audit_logs',
  'feed',
];

interface Answer {
  id: string;
  code?: string;
  errors?: { path: string; message: string }[];
}

const aForm = (
  fields: Record<string, string> = {},
  file: File | null = new File([aPdf()], 'cv.pdf', { type: 'application/pdf' }),
) => {
  const form = new FormData();
  const { resume: _link, ...rest } = ada;
  for (const [name, value] of Object.entries({ ...rest, ...fields })) form.append(name, value);
  if (file) form.append('resume', file);
  return form;
};

describe.each(ENGINES)('an application on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      engine,
      env: { INTAKE_NOTIFY_EMAIL: 'desk@example.com', RESUME_MAX_BYTES: '20480' },
    });
  });
  beforeEach(async () => {
    await emptyTables(server.deps.db, ...TABLES);
    await assignBy('none');
  });
  afterAll(() => server.close());

  const { apply, form, assignBy, stored, all } = {
    apply: (json: unknown) => server.json<Answer>('/api/leads', { json }),
    form: (body: FormData | URLSearchParams, headers = {}) =>
      server.json<Answer>('/api/leads', { body, headers }),
    assignBy: (assignment_rule: 'none' | 'round_robin') =>
      inWriteTransaction(server.deps, async (tx) => {
        const document = {
          ...(await readSettings(tx.sql)),
          assignment_rule,
          write_id: server.deps.ids.next(),
        };
        await writeDocuments(tx, [{ collection: 'settings', document }]);
      }),
    stored: async () =>
      (await readdir(join(server.deps.config.DATA_DIR, 'files'), { recursive: true }).catch(() => [])).filter(
        (name) => name.length > 60,
      ),
    all: {
      leads: () => server.deps.db.select().from(leads),
      mails: () => server.deps.db.select().from(outbox).orderBy(outbox.id),
    },
  };

  test('answers with exactly what the prospect may know', async () => {
    const reply = await apply({
      ...ada,
      state: 'WON',
      assignee_id: server.actors.kam1.id,
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
      created_at: server.clock.now(),
      updated_at: server.clock.now(),
    });
  });

  test('leaves a lead, its contact, the message as a note, the submission and an audit line', async () => {
    const more = {
      phone: '+44 20 7946 0000',
      message: 'Call me.\r\nThanks.',
      time_zone: 'Europe/London',
      form_key: 'k1',
    };
    const { body } = await apply({ ...ada, ...more });
    const [lead] = await all.leads();
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
    const { db } = server.deps;
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
    const { body } = await apply({ ...ada, message: 'Call me.' });
    const mails = await all.mails();
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

  test('by form keeps the file outside of the web, and attaches it to the mail of the desk', async () => {
    const { status } = await form(
      aForm({}, new File([aPdf()], 'C:\\docs\\my cv.pdf', { type: 'application/pdf' })),
    );
    expect(status).toBe(201);
    const [row] = await server.deps.db.select().from(files);
    expect(row).toMatchObject({
      kind: 'file',
      name: 'my cv.pdf',
      media_type: 'application/pdf',
      size: aPdf().byteLength,
      url: null,
    });
    expect(await server.deps.files.get(row?.storage_key ?? '')).toEqual(Buffer.from(aPdf()));
    const [lead] = await all.leads();
    expect(lead).toMatchObject({
      source: 'form',
      resume: { kind: 'file', name: 'my cv.pdf', size: aPdf().byteLength },
    });
    const [ack, notify] = await all.mails();
    expect([ack?.file_id, notify?.file_id]).toEqual([null, row?.id]);
    expect(notify?.body).toContain('Résumé: attached (my cv.pdf)');
  });

  test('takes a link in a form of either kind, and a form that left its file field untouched', async () => {
    expect((await form(aForm({ resume: 'https://example.com/cv' }, null))).status).toBe(201);
    expect((await form(aForm({ resume: 'https://example.com/cv' }, new File([], '')))).status).toBe(201);
    expect((await form(new URLSearchParams(ada))).status).toBe(201);
    expect(await server.deps.db.select().from(files)).toHaveLength(3);
  });

  test.each([
    ['neither', () => aForm({}, null), 422, 'must be given: either a file or a link'],
    [
      'both',
      () => aForm({ resume: 'https://example.com/cv' }),
      422,
      'must be given once: a file or a link, not both',
    ],
    [
      'an empty file',
      () => aForm({}, new File([], 'cv.pdf', { type: 'application/pdf' })),
      422,
      'the file is empty',
    ],
    [
      'a program',
      () => aForm({}, new File(['MZ\u0000'], 'cv.pdf', { type: 'application/pdf' })),
      415,
      'The file is called .pdf but its content is something else.',
    ],
    [
      'an image',
      () => aForm({}, new File(['GIF89a'], 'cv.gif', { type: 'image/gif' })),
      415,
      'The résumé must be a pdf, doc, docx or txt file.',
    ],
    [
      'a file that is too large',
      () => aForm({}, new File([aTxt('x'.repeat(20_481))], 'cv.txt', { type: 'text/plain' })),
      413,
      'The résumé may have at most 20 KB.',
    ],
  ])('with %s as résumé leaves nothing behind', async (_, body, status, message) => {
    const reply = await form(body());
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.body.errors).toEqual([{ path: 'resume', message }]);
    expect(await all.leads()).toEqual([]);
    expect(await all.mails()).toEqual([]);
  });

  test('with two files is refused', async () => {
    const body = aForm();
    body.append('resume', new File([aDocx()], 'b.docx'));
    expect((await form(body)).body).toMatchObject({
      status: 422,
      errors: [{ path: 'resume', message: 'must be one file' }],
    });
  });

  test('is refused before it is read where it announces to be far too large', async () => {
    const headers = { 'content-length': '99999999', 'content-type': 'application/json' };
    expect((await server.json('/api/leads', { body: '{}', headers })).status).toBe(413);
    expect((await form(aForm({}, new File([aTxt('x'.repeat(400_000))], 'cv.txt')))).status).toBe(413);
    expect((await apply({ ...ada, message: 'x'.repeat(300_000) })).status).toBe(413);
  });

  test.each([
    ['[]', 'application/json', 422],
    ['{"first_name":', 'application/json', 422],
    ['<a/>', 'application/xml', 415],
    ['--x\r\nnonsense', 'multipart/form-data; boundary=x', 422],
  ])('as %s (%s) is refused', async (body, type, status) => {
    expect((await server.json('/api/leads', { body, headers: { 'content-type': type } })).status).toBe(
      status,
    );
  });

  test('names every field that is wrong', async () => {
    const reply = await apply({ first_name: ' ', email: 'x', time_zone: 'Mars/Olympus', resume: 'x' });
    expect(reply.body.errors?.map(({ path }) => path)).toEqual([
      'first_name',
      'last_name',
      'email',
      'time_zone',
      'resume',
    ]);
  });

  test('sent again with its form key gets the same answer and makes nothing new', async () => {
    const first = await form(aForm({ form_key: 'once' }));
    server.clock.advance(60);
    const again = await form(aForm({ form_key: 'once', message: 'changed' }));
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(await all.leads()).toHaveLength(1);
    expect(await all.mails()).toHaveLength(2);
    expect(await stored()).toHaveLength((await server.deps.db.select().from(files)).length + 1);
  });

  test('sent five times at once makes one lead and keeps one file', async () => {
    const before = (await stored()).length;
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => form(aForm({ form_key: 'burst' }))));
    expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
    expect(await all.leads()).toHaveLength(1);
    expect(await all.mails()).toHaveLength(2);
    expect(await stored()).toHaveLength(before + 1);
  });

  test('under the form key of somebody else makes no lead and tells nothing of him', async () => {
    await apply({ ...ada, form_key: 'taken' });
    const reply = await apply({ ...ada, email: 'eve@example.com', form_key: 'taken' });
    expect(reply.status).toBe(409);
    expect(JSON.stringify(reply.body)).not.toMatch(/ada/i);
    expect(await all.leads()).toHaveLength(1);
  });

  test('from a known address is answered alike, and only staff hear of it', async () => {
    const first = await apply(ada);
    const again = await apply({ ...ada, email: 'ADA@example.com' });
    expect(again.status).toBe(201);
    expect(Object.keys(again.body)).toEqual(Object.keys(first.body));
    expect(again.body.id).not.toBe(first.body.id);
    const flags = (await all.leads()).map((lead) => lead.custom['possible_duplicate_of'] ?? null);
    expect(flags.toSorted()).toEqual([first.body.id, null].toSorted());
    const [, , ack, notify] = await all.mails();
    expect(notify?.body).toContain(
      `this address is known: Ada Lovelace, ${server.deps.config.PUBLIC_URL}/app/#/leads/${first.body.id}`,
    );
    expect(ack?.body).not.toContain('known');
    const lines = await server.deps.db.select().from(audit_logs).orderBy(audit_logs.seq);
    expect(lines.map((line) => line.details['possible_duplicate_of'])).toEqual([null, first.body.id]);
  });

  test('from the address of a lead that was put aside is no duplicate', async () => {
    const gone = aLead({ email: 'ada@example.com', deleted_at: server.clock.now() });
    await inWriteTransaction(server.deps, (tx) =>
      writeDocuments(tx, [{ collection: 'leads', document: gone }]),
    );
    const { body } = await apply(ada);
    expect((await all.leads()).find((lead) => lead.id === body.id)?.custom).toEqual({});
  });

  test('goes to the KAMs in turn where the workspace says so, and stands in their scope', async () => {
    await assignBy('round_robin');
    const { kam1, kam2 } = server.actors;
    const given: (string | null)[] = [];
    for (const n of [1, 2, 3, 4, 5]) {
      const { body } = await apply({ ...ada, email: `ada${n}@example.com` });
      given.push((await all.leads()).find((lead) => lead.id === body.id)?.assignee_id ?? null);
    }
    expect(new Set(given.slice(0, 2))).toEqual(new Set([kam1.id, kam2.id]));
    expect(given.slice(2)).toEqual([given[0], given[1], given[0]]);
    const history = await server.deps.db.select().from(assignments).orderBy(assignments.id);
    expect(history[0]).toMatchObject({ from_id: null, to_id: given[0], by_id: null, note: 'in turn' });
    // For each the prospect's, the desk's, and the assignee's.
    expect(await all.mails()).toHaveLength(15);
    const scopes = new Set(
      (await server.deps.db.select().from(feed))
        .filter((row) => row.collection === 'pocs')
        .map((row) => row.scope),
    );
    expect(scopes).toEqual(new Set([STAFF_SCOPE, kamScope(kam1.id), kamScope(kam2.id)]));
  });

  test('that fails in the middle leaves neither rows nor file', async () => {
    const before = (await stored()).length;
    const broken = { queue: () => Promise.reject(new Error('no outbox')) };
    const checked: CheckedIntake = {
      intake: {
        ...ada,
        resume: null,
        phone: null,
        company: null,
        message: null,
        time_zone: null,
        form_key: null,
      },
      file: { name: 'cv.pdf', media_type: 'application/pdf', bytes: aPdf() },
      source: 'form',
    };
    const failing = applyIntake({ ...server.deps, outbox: broken }, checked, { actor: null, requestId: 'r' });
    await expect(failing).rejects.toThrow('no outbox');
    expect(await all.leads()).toEqual([]);
    expect(await stored()).toHaveLength(before);
  });

  test('entered by a KAM is his own, and says who entered it', async () => {
    const { kam2 } = server.actors;
    const reply = await server.json<Answer>('/api/leads', { body: aForm(), as: kam2 });
    expect(reply.status).toBe(201);
    expect((await all.leads())[0]?.assignee_id).toBe(kam2.id);
    expect(await server.deps.db.select().from(assignments)).toMatchObject([
      { to_id: kam2.id, by_id: kam2.id, note: null },
    ]);
    expect(await server.deps.db.select().from(audit_logs)).toMatchObject([{ actor_id: kam2.id }]);
  });

  test('with the field filled that nobody sees looks taken and is not', async () => {
    const reply = await form(aForm({ referral_note: 'http://spam.example' }));
    expect(reply.status).toBe(201);
    expect(Object.keys(reply.body).sort()).toEqual(Object.keys((await apply(ada)).body).sort());
    expect(await all.leads()).toHaveLength(1);
    expect(server.logged.some((line) => line['event'] === 'intake_trapped')).toBe(true);
  });
});
