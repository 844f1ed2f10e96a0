import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TemplateItem } from '#domain/mail/mail-template.ts';
import { TEMPLATE_NAMES } from '#domain/mail/mail-template.ts';
import { outbox } from '../db/tables/records.ts';
import { emptyTables } from '../testing/empty-tables.ts';
import { ENGINES } from '../testing/test-database.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

type Item = TemplateItem & { code: string; errors: { path: string; message: string }[] };

const OWN = { subject: 'Thanks, {{reference}}', body: '{{greeting}}\n\nthanks.\n' };

describe.each(ENGINES)('the texts of the mails on %s', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ engine, env: { INTAKE_NOTIFY_EMAIL: 'desk@example.com' } });
  });
  beforeEach(() => emptyTables(server.deps.db, 'outbox', 'mail_templates', 'leads', 'submissions', 'files'));
  afterAll(() => server.close());

  const ask = (path: string, method = 'GET', json?: unknown, as = server.actors.admin) =>
    server.json<Item>(`/api/settings/templates/${path}`, {
      method,
      as,
      ...(json === undefined ? {} : { json }),
    });
  const apply = (language: string) => {
    const json = {
      first_name: 'Ada',
      last_name: '<i>Lovelace',
      email: 'ada@example.com',
      resume: 'https://example.com/cv',
      message: 'a < b\nc',
    };
    return server.json<{ id: string }>('/api/leads', { json, headers: { 'accept-language': language } });
  };
  const mail = async (template: string) =>
    (await server.deps.db.select().from(outbox)).find((row) => row.template === template);
  const speak = (language: string | null) =>
    server.json('/api/settings', { method: 'PATCH', as: server.actors.admin, json: { language } });

  test('are those delivered until the workspace has its own, and are so again', async () => {
    const delivered = (await ask('intake_ack')).body;
    expect(delivered).toMatchObject({ language: 'en', overridden: false, updated_at: null, html: null });
    expect(delivered.variables).toEqual(['greeting', 'received', 'reference']);
    const own = await ask('intake_ack', 'PUT', OWN);
    expect(own).toMatchObject({ status: 200, body: { ...OWN, overridden: true, html: null } });
    await ask('intake_ack?language=de', 'PUT', OWN);
    expect((await ask('intake_ack')).body).toEqual(own.body);
    await apply('en');
    expect((await mail('intake_ack'))?.subject).toMatch(/^Thanks, [0-9A-F]{12}$/);
    expect((await ask('intake_ack', 'PUT', null)).body).toEqual(delivered);
    expect((await ask('intake_ack?language=de', 'DELETE')).body.overridden).toBe(false);
    const { items } = (await ask('')).body as unknown as { items: Item[] };
    expect(items.map(({ overridden }) => overridden)).not.toContain(true);
  });

  test.each([
    [{ ...OWN, body: 'Dear {{frist_name}}' }, 'body', '{{frist_name}} is unknown here'],
    [{ ...OWN, body: 'Dear {{name}}' }, 'body', '{{name}} is unknown here'],
    [{ ...OWN, subject: '{{constructor}}' }, 'subject', '{{constructor}} is unknown here'],
    [{ ...OWN, subject: 'a\r\nBcc: eve@example.com' }, 'subject', 'must be one line'],
    [{ ...OWN, subject: '{{#greeting}}' }, 'subject', 'has no sections'],
    [{ ...OWN, body: 'Dear {{greeting}' }, 'body', 'without the others'],
    [{ ...OWN, body: '{{ greeting }}' }, 'body', 'is no variable'],
    [{ ...OWN, body: '{{#received}}\nx\n' }, 'body', 'is not ended by {{/received}}'],
    [{ ...OWN, body: 'x\n{{/received}}\n' }, 'body', 'ends what was not begun'],
    [{ ...OWN, body: 'x {{#received}}\n{{/received}}\n' }, 'body', 'must stand alone'],
    [
      { ...OWN, body: '{{#received}}\n{{#greeting}}\n{{/greeting}}\n{{/received}}\n' },
      'body',
      'begins within {{#received}}',
    ],
    [{ ...OWN, html: '<p>{{nobody}}</p>' }, 'html', '{{nobody}} is unknown here'],
    [{ ...OWN, html: '<script>x</script>' }, 'html', 'nothing that runs'],
    [{ ...OWN, subject: '' }, 'subject', ''],
    [{ body: 'x' }, 'subject', ''],
  ])('are refused with what is wrong: %j', async (given, path, message) => {
    const { status, body } = await ask('intake_ack', 'PUT', given);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'invalid' });
    const found = body.errors.find((error) => error.path === path && error.message.includes(message));
    expect(found, JSON.stringify(body.errors)).toBeDefined();
    expect((await ask('intake_ack')).body.overridden).toBe(false);
  });

  test('are written in the language of their reader, and sent again in it', async () => {
    const { id } = (await apply('de-CH,fr;q=0.9')).body;
    expect(await mail('intake_ack')).toMatchObject({ subject: 'Ihre Bewerbung ist eingegangen' });
    expect(await mail('intake_notify')).toMatchObject({ subject: 'New application: Ada <i>Lovelace' });
    await emptyTables(server.deps.db, 'outbox');
    const again = { method: 'POST', as: server.actors.admin, json: { template: 'intake_ack' } };
    await server.json(`/api/leads/${id}/resend-email`, again);
    expect(await mail('intake_ack')).toMatchObject({ subject: 'Ihre Bewerbung ist eingegangen' });
  });

  test('are in the language of the workspace for the team, and for prospects of other tongues', async () => {
    await speak('de');
    await apply('fr');
    expect((await mail('intake_ack'))?.subject).toBe('Ihre Bewerbung ist eingegangen');
    expect((await mail('intake_notify'))?.body).toContain('Nachricht:');
    await speak(null);
    expect((await server.json('/api/settings', { as: server.actors.admin })).body['language']).toBeNull();
  });

  test('have a page in which a stranger’s words are words', async () => {
    await apply('en');
    const { html } = (await mail('intake_notify')) ?? {};
    expect(html).toContain('Ada &lt;i&gt;Lovelace');
    expect(html).toContain('a &lt; b<br>c');
    expect(html).not.toContain('<i>');
  });

  test('can be looked at before they are set, with a made-up lead or a given one', async () => {
    const { id } = (await apply('en')).body;
    const template = { subject: '{{name}}', body: 'x\n', html: '<b>{{name}}</b>' };
    const made = await ask('assigned/preview', 'POST', { template });
    expect(made.body).toMatchObject({ subject: 'Ada Lovelace', body: 'x\n' });
    const given = await ask('assigned/preview', 'POST', { template, lead_id: id });
    expect(given.body.html).toContain('<b>Ada &lt;i&gt;Lovelace</b>');
    for (const name of TEMPLATE_NAMES) {
      const { status, body } = await ask(`${name}/preview`, 'POST', { language: 'de' });
      expect({ status, open: body.body.includes('{{') }).toEqual({ status: 200, open: false });
    }
    const wrong = await ask('assigned/preview', 'POST', { template: { ...template, body: '{{x}}' } });
    expect(wrong.status).toBe(422);
    const missing = '018f0000-0000-7000-8000-000000000001';
    expect((await ask('assigned/preview', 'POST', { lead_id: missing })).status).toBe(404);
  });

  test('can be sent to the admin himself', async () => {
    const { status, body } = await ask('sla_breach/test', 'POST');
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'queued' } });
    expect(await mail('sla_breach')).toMatchObject({ to: server.actors.admin.email, lead_id: null });
  });

  test('are an admin’s alone, and have names', async () => {
    for (const [path, method] of [
      ['intake_ack', 'GET'],
      ['intake_ack', 'PUT'],
      ['intake_ack', 'DELETE'],
      ['intake_ack/preview', 'POST'],
      ['intake_ack/test', 'POST'],
    ] as const)
      expect((await ask(path, method, undefined, server.actors.manager)).status).toBe(403);
    expect((await ask('nothing')).status).toBe(404);
    expect((await ask('intake_ack?language=xx')).status).toBe(422);
  });
});
