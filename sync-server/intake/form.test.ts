import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leads } from '../db/tables/documents.ts';
import { outbox } from '../db/tables/records.ts';
import { html } from '../pages/html.ts';
import { emptyTables } from '../testing/empty-tables.ts';
import { aPdf } from '../testing/sample-files.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(() => emptyTables(server.deps.db, 'leads', 'submissions', 'outbox', 'files'));
afterAll(() => server.close());

const aForm = (
  fields: Record<string, string> = {},
  file = new File([aPdf()], 'cv.pdf', { type: 'application/pdf' }),
) => {
  const form = new FormData();
  const typed = {
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada@example.com',
    message: '',
    resume: '',
    ...fields,
  };
  for (const [name, value] of Object.entries(typed)) form.append(name, value);
  form.append('resume', file);
  return form;
};
const send = async (body: FormData, on = server) => {
  const response = await on.request('/api/leads', { body, headers: { accept: ACCEPT } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const keyOf = (text: string) => /name="form_key" value="([^"]+)"/.exec(text)?.[1];
const leadCount = async () => (await server.deps.db.select().from(leads)).length;

describe('the form', () => {
  test.each(['/', '/apply', '/apply/'])('stands at %s, with a key of its own each time', async (path) => {
    const [a, b] = await Promise.all([server.request(path), server.request(path)]);
    expect(a.status).toBe(200);
    expect(a.headers.get('content-type')).toContain('text/html');
    expect(a.headers.get('cache-control')).toBe('no-store');
    const [first, second] = [await a.text(), await b.text()];
    expect(keyOf(first)).toMatch(/^[0-9a-f-]{36}$/);
    expect(keyOf(first)).not.toBe(keyOf(second));
  });

  test('takes the campaign of the link along, and the lead keeps it', async () => {
    const link = '/apply?utm_source=newsletter&utm_campaign=Spring+%3Cfair%3E&utm_medium=&other=1';
    const text = await (await server.request(link)).text();
    expect(text).toContain('<input type="hidden" name="utm_campaign" value="Spring &lt;fair&gt;">');
    expect(text).toContain('<input type="hidden" name="utm_source" value="newsletter">');
    expect(text).not.toMatch(/utm_medium|other/);
    const campaign = { utm_source: 'newsletter', utm_campaign: 'Spring <fair>' };
    const refused = await send(aForm({ ...campaign, email: 'nobody' }));
    expect(refused).toMatchObject({
      status: 422,
      text: expect.stringContaining('value="Spring &lt;fair&gt;"'),
    });
    expect((await send(aForm({ ...campaign, utm_term: '\u0000' }))).status).toBe(201);
    expect(
      (await server.deps.db.select().from(leads)).map(({ source, custom }) => ({ source, custom })),
    ).toEqual([{ source: 'form', custom: campaign }]);
  });

  test('posts to the API by itself and names every field', async () => {
    const text = await (await server.request('/')).text();
    expect(text).toContain('<form method="post" action="/api/leads" enctype="multipart/form-data">');
    for (const name of ['first_name', 'last_name', 'email', 'phone', 'company', 'resume', 'message']) {
      expect(text).toMatch(new RegExp(`<label for="${name}">`));
      expect(text).toMatch(new RegExp(`id="${name}" name="${name}"`));
    }
    expect(text).toMatch(
      /<div class="trap" aria-hidden="true">[\s\S]*name="referral_note" tabindex="-1" autocomplete="off"/,
    );
  });

  test('lets nothing foreign run, and nobody frame it', async () => {
    const response = await server.request('/');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'nonce-[^']+'; script-src 'nonce-[^']+';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const nonce = /nonce-([^']+)'/.exec(policy)?.[1];
    const text = await response.text();
    expect(text).toContain(`<script nonce="${nonce}">`);
    expect(text).not.toMatch(/(src|href)="https?:/);
  });
});

describe('a form that a browser sends', () => {
  test('is answered by a page that thanks, with the reference', async () => {
    const { status, text } = await send(aForm({ first_name: 'Ada <b>' }));
    expect(status).toBe(201);
    expect(text).toContain('Thank you, Ada &lt;b&gt;.');
    const [lead] = await server.deps.db.select().from(leads);
    expect(text).toContain(lead?.id.slice(-12).toUpperCase());
    expect(text).not.toContain('<script');
  });

  test('comes back with what was typed and what is wrong beside each field', async () => {
    const fields = {
      first_name: '"><script>alert(1)</script>',
      email: 'x@localhost',
      last_name: ' ',
      message: 'One\nTwo </textarea>',
    };
    const { status, text } = await send(aForm({ ...fields, form_key: 'mine' }));
    expect(status).toBe(422);
    expect(text).toContain('<title>Please check your application</title>');
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(text).toMatch(/One\r?\nTwo &lt;\/textarea&gt;<\/textarea>/);
    expect(text).toMatch(/id="email"[^>]* aria-invalid="true" aria-describedby="email-issue"/);
    expect(text).toContain('<p class="problem" id="email-issue">This must be an e-mail address.</p>');
    expect(text).toContain('<li><a href="#last_name">Last name</a>: must be given</li>');
    expect(text).toContain('Please choose your file again.');
    expect(text).not.toMatch(/id="phone"[^>]*aria-invalid/);
    expect(keyOf(text)).toBe('mine');
    expect(await leadCount()).toBe(0);
  });

  test('is told what is wrong with its file, and with its fields at the same time', async () => {
    const { status, text } = await send(
      aForm({ phone: 'call me' }, new File(['GIF89a'], 'cv.gif', { type: 'image/gif' })),
    );
    expect(status).toBe(415);
    expect(text).toContain('id="resume-issue">The résumé must be a pdf, doc, docx or txt file.</p>');
    expect(text).toMatch(
      /name="resume" type="file"[^>]* aria-invalid="true" aria-describedby="resume-hint resume-issue"/,
    );
    expect(text).toContain('id="phone-issue"');
  });

  test('without a file is told so, and keeps its link when both were given', async () => {
    const none = await send(aForm({}, new File([], '')));
    expect(none.text).toContain('This must be given: either a file or a link.');
    expect(none.text).not.toContain('Please choose your file again.');
    const both = await send(aForm({ resume: 'https://example.com/cv' }));
    expect(both.text).toContain('value="https://example.com/cv"');
  });

  test('that is far too large is told the limit', async () => {
    const { status, text } = await send(aForm({}, new File([new Uint8Array(11_000_000)], 'cv.pdf')));
    expect(status).toBe(413);
    expect(text).toContain('<p>The résumé may have at most 10 MB.</p>');
  });

  test('sent twice is thanked twice and counts once', async () => {
    const first = await send(aForm({ form_key: 'k' }));
    const again = await send(aForm({ form_key: 'k' }));
    const dd = (text: string) => /<dl[\s\S]*<\/dl>/.exec(text)?.[0];
    expect(again.status).toBe(201);
    expect(dd(again.text)).toBe(dd(first.text));
    expect(await leadCount()).toBe(1);
  });

  test('with a key that somebody else used gets a fresh one to send again', async () => {
    await send(aForm({ form_key: 'k' }));
    const { status, text } = await send(aForm({ form_key: 'k', email: 'bob@example.com' }));
    expect(status).toBe(409);
    expect(text).toContain('This form was sent already.');
    expect(keyOf(text)).not.toBe('k');
  });

  test('keeps what was typed when the server is at fault', async () => {
    await server.deps.db.execute('alter table submissions rename to elsewhere');
    const { status, text } = await send(aForm({ message: 'long and precious', form_key: 'again' }));
    await server.deps.db.execute('alter table elsewhere rename to submissions');
    expect(status).toBe(503);
    expect(text).toContain('long and precious');
    expect(keyOf(text)).toBe('again');
    const failed = server.logged.find((line) => line['event'] === 'intake_failed');
    expect(failed).toBeDefined();
    expect(JSON.stringify(failed)).not.toContain('precious');
    const program = await server.json('/api/leads', { body: aForm({ form_key: 'again' }) });
    expect(program.status).toBe(201);
  });

  test('filled by a program is thanked for nothing', async () => {
    expect((await send(aForm({ referral_note: 'x' }))).text).toContain('Thank you, Ada.');
    expect(await leadCount()).toBe(0);
    expect(await server.deps.db.select().from(outbox)).toEqual([]);
  });
});

test('too many applications from one address are asked to wait, others are not', async () => {
  const strict = await startTestServer({ env: { RATE_LIMIT: 'on' } });
  const json = { first_name: 'Ada', last_name: 'L', email: 'ada@example.com', resume: 'https://example.com' };
  const statuses: number[] = [];
  for (let n = 0; n < 31; n += 1) statuses.push((await strict.json('/api/leads', { json })).status);
  expect(statuses.slice(0, 30).every((status) => status === 201)).toBe(true);
  expect(statuses[30]).toBe(429);
  const page = await send(aForm(), strict);
  expect(page.status).toBe(429);
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await strict.json('/api/leads', { json, address: '192.0.2.77' })).status).toBe(201);
  await strict.close();
});

test('a template escapes every value that is not HTML of its own', () => {
  const list = [html`<i>1</i>`, html`<i>2</i>`];
  expect(html`<p title="${`'"<&>`}">${3}${null}${false}${list}${html`<b>b</b>`}</p>`.text).toBe(
    '<p title="&#39;&quot;&lt;&amp;&gt;">3<i>1</i><i>2</i><b>b</b></p>',
  );
});
