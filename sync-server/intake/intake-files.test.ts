import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { files } from '../db/tables/records.ts';
import { ada, aForm, startIntake } from '../testing/intake.ts';
import { aRawForm } from '../testing/raw-sender.ts';
import { aDocx, aPdf, aTxt } from '../testing/sample-files.ts';
import { ENGINES } from '../testing/test-database.ts';

describe.each(ENGINES)('the file of an application on %s', (engine) => {
  let intake: Awaited<ReturnType<typeof startIntake>>;
  beforeAll(async () => {
    intake = await startIntake(engine);
  });
  beforeEach(() => intake.clear());
  afterAll(() => intake.close());

  test('by form keeps the file outside of the web, and attaches it to the mail of the desk', async () => {
    const { status } = await intake.form(
      aForm({}, new File([aPdf()], 'C:\\docs\\my cv.pdf', { type: 'application/pdf' })),
    );
    expect(status).toBe(201);
    const [row] = await intake.server.deps.db.select().from(files);
    expect(row).toMatchObject({
      kind: 'file',
      name: 'my cv.pdf',
      media_type: 'application/pdf',
      size: aPdf().byteLength,
      url: null,
    });
    expect(await intake.server.deps.files.get(row?.storage_key ?? '')).toEqual(Buffer.from(aPdf()));
    const [lead] = await intake.all.leads();
    expect(lead).toMatchObject({
      source: 'form',
      resume: { kind: 'file', name: 'my cv.pdf', size: aPdf().byteLength },
    });
    const [ack, notify] = await intake.all.mails();
    expect([ack?.file_id, notify?.file_id]).toEqual([null, row?.id]);
    expect(notify?.body).toContain('Résumé: attached (my cv.pdf)');
  });

  test('takes a link in a form of either kind, and a form that left its file field untouched', async () => {
    expect((await intake.form(aForm({ resume: 'https://example.com/cv' }, null))).status).toBe(201);
    expect((await intake.form(aForm({ resume: 'https://example.com/cv' }, new File([], '')))).status).toBe(
      201,
    );
    expect((await intake.form(new URLSearchParams(ada))).status).toBe(201);
    expect(await intake.server.deps.db.select().from(files)).toHaveLength(3);
  });

  test('takes what a browser makes of a field that nobody touched for no file', async () => {
    const untouched = 'name="resume"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n';
    const texts = Object.entries(ada).map(([name, value]) => `name="${name}"\r\n\r\n${value}`);
    const parts = [...texts, untouched].map((part) => `--E\r\nContent-Disposition: form-data; ${part}\r\n`);
    const headers = { 'content-type': 'multipart/form-data; boundary=E' };
    const reply = await intake.server.json('/api/leads', { body: `${parts.join('')}--E--\r\n`, headers });
    expect(reply.status).toBe(201);
    expect(await intake.all.files()).toMatchObject([{ kind: 'link', url: ada.resume }]);
    expect(await intake.drafts()).toEqual([]);
  });

  test('of 10 MB is never held in memory: what has arrived is on the disk before more is asked for', async () => {
    const large = await startIntake(engine, { RESUME_MAX_BYTES: '10485760' });
    const { body: start, edge, type } = aRawForm(0);
    let given = 0;
    let mostHeld = 0;
    const chunks = async function* () {
      yield start;
      for (given = start.length; given < 10_000_000; given += 65_536) {
        const [name] = await large.drafts();
        const draft = join(large.server.deps.config.DATA_DIR, 'files/drafts', name ?? '');
        mostHeld = Math.max(mostHeld, given - (name ? (await stat(draft)).size : 0));
        yield Buffer.alloc(65_536, 'x');
      }
      yield edge;
    };
    const body = ReadableStream.from(chunks());
    const reply = await large.server.json('/api/leads', { body, headers: { 'content-type': type } });
    expect(reply.status).toBe(201);
    expect(mostHeld).toBeLessThan(524_288);
    expect((await large.all.files())[0]?.size).toBeGreaterThan(9_900_000);
    expect(await large.drafts()).toEqual([]);
    await large.close();
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
    const reply = await intake.form(body());
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    expect(reply.body.errors).toEqual([{ path: 'resume', message }]);
    expect(await intake.all.leads()).toEqual([]);
    expect(await intake.all.mails()).toEqual([]);
    expect([await intake.stored(), await intake.drafts()]).toEqual([[], []]);
  });

  test('with two files is refused', async () => {
    const body = aForm();
    body.append('resume', new File([aDocx()], 'b.docx'));
    expect((await intake.form(body)).body).toMatchObject({
      status: 422,
      errors: [{ path: 'resume', message: 'must be one file' }],
    });
    expect(await intake.drafts()).toEqual([]);
  });

  test('beside files of other names is the only one that is kept', async () => {
    const body = aForm();
    body.append('photo', new File(['GIF89a'], 'me.gif'));
    expect((await intake.form(body)).status).toBe(201);
    expect(await intake.stored()).toHaveLength(1);
    expect(await intake.drafts()).toEqual([]);
  });

  test('is refused before it is read where it announces to be far too large', async () => {
    const headers = { 'content-length': '99999999', 'content-type': 'application/json' };
    expect((await intake.server.json('/api/leads', { body: '{}', headers })).status).toBe(413);
    expect((await intake.form(aForm({}, new File([aTxt('x'.repeat(400_000))], 'cv.txt')))).status).toBe(413);
    expect((await intake.apply({ ...ada, message: 'x'.repeat(300_000) })).status).toBe(413);
  });

  test.each([
    ['[]', 'application/json', 422],
    ['{"first_name":', 'application/json', 422],
    ['<a/>', 'application/xml', 415],
    ['--x\r\nnonsense', 'multipart/form-data; boundary=x', 422],
  ])('as %s (%s) is refused', async (body, type, status) => {
    expect((await intake.server.json('/api/leads', { body, headers: { 'content-type': type } })).status).toBe(
      status,
    );
  });
});
