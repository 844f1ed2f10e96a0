import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AuditLine } from '#domain/audit/audit-line.ts';
import { createIds } from '#domain/ids.ts';
import type { OutboxItem } from '#domain/mail/outbox-item.ts';
import { type Asked, openAdminServer, pageOf } from '../../testing/admin-server.ts';
import { openStage, STAGE_NOW } from '../../testing/stage.tsx';

let close: () => Promise<void> = () => Promise.resolve();
beforeEach(() => page.viewport(1280, 800));
afterEach(async () => {
  await close();
  localStorage.clear();
});
const ids = createIds();

async function open(
  part: string,
  answers: (asked: Asked) => ReturnType<Parameters<typeof openAdminServer>[0] & object>,
) {
  const admin = openAdminServer(answers);
  const stage = await openStage({
    at: `/admin/${part}`,
    user: { role: 'admin', name: 'Ada' },
    serverFetch: admin.fetch,
  });
  close = stage.close;
  const asked = () => admin.asked.map(({ method, path }) => `${method} ${path}`);
  return { ...stage, admin, asked };
}

const mail = (given: Partial<OutboxItem>): OutboxItem => ({
  ...{ id: ids.next(), template: 'assigned', to: 'kim@example.com', status: 'sent', attempts: 1 },
  ...{
    last_error: null,
    lead_id: null,
    resend_of: null,
    created_at: STAGE_NOW,
    sent_at: STAGE_NOW,
    ...given,
  },
});

describe('the outbox', () => {
  it('shows why a mail failed, and tries it again by one key', async () => {
    const failed = mail({ status: 'failed', attempts: 3, last_error: '550 no such mailbox', sent_at: null });
    const { asked } = await open('outbox', ({ method }) =>
      method === 'POST' ? { body: { ...failed, status: 'queued', attempts: 0 } } : pageOf([failed, mail({})]),
    );
    await expect.element(page.getByText('550 no such mailbox')).toBeVisible();
    await userEvent.keyboard('t');
    await expect.element(page.getByText('It is tried by itself; nothing has to be done.')).toBeVisible();
    expect(asked()).toEqual(['GET /api/outbox?page_size=50', `POST /api/outbox/${failed.id}/retry`]);
  });

  it('is filtered by status, says so where there is none, and is read again when the network is back', async () => {
    const { admin, asked } = await open('outbox', () => pageOf([]));
    await expect.element(page.getByText('No mail', { exact: true })).toBeVisible();
    admin.state.offline = true;
    await page.getByText('Failed', { exact: true }).click();
    await expect.element(page.getByText(/cannot be reached now/)).toBeVisible();
    admin.state.offline = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText('Nothing has failed')).toBeVisible();
    expect(asked()).toEqual(['GET /api/outbox?page_size=50', 'GET /api/outbox?status=failed&page_size=50']);
  });

  it('goes on by pages, each asked for once', async () => {
    const [first, second] = [mail({ to: 'first@example.com' }), mail({ to: 'second@example.com' })];
    const { asked } = await open('outbox', ({ path }) =>
      path.includes('after_id')
        ? pageOf([second])
        : { body: { ...pageOf([first]).body, total: 2, has_more: true } },
    );
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.element(page.getByRole('option', { name: /second@example.com/ })).toBeVisible();
    await expect.element(page.getByRole('option', { name: /first@example.com/ })).toBeVisible();
    expect(asked()).toEqual([
      'GET /api/outbox?page_size=50',
      `GET /api/outbox?page_size=50&after_id=${first.id}`,
    ]);
  });
});

const line = (given: Partial<AuditLine>): AuditLine => ({
  ...{
    id: '7',
    seq: 7,
    at: STAGE_NOW,
    actor_id: null,
    device_id: null,
    app_version: '1.2.3',
    action: 'update',
  },
  ...{ entity: 'lead', entity_id: ids.next(), details: {}, version: 2, erased_at: null },
  ...{ previous_hash: '0', hash: '1', ...given },
});

describe('the audit', () => {
  it('shows what one person did, with each field before and after', async () => {
    const details = { before: { city: 'Kiel' }, after: { city: 'Bonn' } };
    const { user, asked } = await open('audit', ({ path }) =>
      pageOf(path.includes('actor=') ? [line({ details })] : []),
    );
    await page.getByLabelText('By whom').selectOptions('Ada');
    await expect.element(page.getByRole('row', { name: 'City Kiel Bonn' })).toBeVisible();
    await page.getByLabelText('Until').fill('2026-03-02');
    await expect
      .poll(asked)
      .toEqual([
        'GET /api/audit-logs?page_size=50',
        `GET /api/audit-logs?actor=${user.id}&page_size=50`,
        `GET /api/audit-logs?actor=${user.id}&to=2026-03-03&page_size=50`,
      ]);
  });

  it('says in words whether it is whole', async () => {
    const proofs = [
      { ok: true, checked: 12, first_broken: null, erased: 0 },
      { ok: false, checked: 7, first_broken: 7, erased: 0 },
    ];
    await open('audit', ({ path }) =>
      path.endsWith('verify') ? { body: proofs.shift() } : pageOf([line({})]),
    );
    await page.getByRole('button', { name: 'Prove it' }).click();
    await expect.element(page.getByText('All 12 lines are whole', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: 'Prove it' }).click();
    await expect.element(page.getByText('Line 7 was changed or is missing', { exact: false })).toBeVisible();
  });
});

describe('the devices', () => {
  it('are signed out after a plain warning, the own one never', async () => {
    const own = { id: ids.next(), device_name: 'Chrome on Linux', is_current: true };
    const here = { removed_at: null, takes_unsent: false, wiped_at: null, unsent_lost: null };
    const other = { id: ids.next(), device_name: 'Old laptop', is_current: false };
    const { user, asked } = await open('devices', ({ method }) => {
      const whole = (device: typeof own) => ({
        ...device,
        user_id: user.id,
        created_at: STAGE_NOW,
        last_seen_at: STAGE_NOW,
        app_version: '1.4.2',
        ...here,
      });
      return method === 'DELETE' ? { body: whole(other) } : pageOf([whole(own), whole(other)]);
    });
    await expect.element(page.getByText('You are sitting at it.', { exact: false })).toBeVisible();
    await page.getByText('Old laptop').click();
    await page.getByRole('button', { name: 'Sign this device out…' }).click();
    await expect.element(page.getByText(/work on it that has not been sent is lost/)).toBeVisible();
    await page.getByRole('button', { name: 'Remove at once' }).click();
    await expect.element(page.getByText('Ada is signed out on Old laptop.')).toBeVisible();
    expect(asked()).toContain(`DELETE /api/devices/${other.id}?unsent=lose`);
    await page.getByRole('button', { name: 'Let it send its work first' }).click();
    await expect.poll(asked).toContain(`DELETE /api/devices/${other.id}?unsent=take`);
  });

  it('that were removed say what they had not sent', async () => {
    const [at, later] = ['2026-03-02T08:00:00.000Z', '2026-03-02T09:00:00.000Z'];
    const removed = (device_name: string, wiped_at: string | null, unsent_lost: number | null) => ({
      ...{ id: ids.next(), user_id: ids.next(), created_at: at, last_seen_at: at, app_version: null },
      ...{ removed_at: at, takes_unsent: false, is_current: false, device_name, wiped_at, unsent_lost },
    });
    const all = [
      removed('Stolen', null, null),
      removed('Old', later, 3),
      removed('Broken', later, null),
      removed('Given back', later, 0),
    ];
    const { asked } = await open('devices', ({ path }) => pageOf(path.includes('removed') ? all : []));
    await expect.element(page.getByText('Nobody is signed in')).toBeVisible();
    await page.getByText('Removed', { exact: true }).click();
    const words = [
      ['Stolen', 'Not reached yet'],
      ['Old', '3 changes were not sent'],
      ['Broken', 'Removed; not known what was unsent'],
      ['Given back', 'Removed; everything was sent'],
    ];
    for (const [name, said] of words)
      await expect
        .element(page.getByRole('option').filter({ hasText: name ?? '' }))
        .toHaveTextContent(said ?? '');
    await expect.element(page.getByRole('button', { name: 'Sign this device out…' })).not.toBeInTheDocument();
    expect(asked()).toContain('GET /api/devices?state=removed&page_size=50');
  });
});

describe('the releases', () => {
  const given = {
    ...{ channel: 'latest', platform: 'linux', feed: 'version: 1.4.2', rollout: 10, withdrawn_at: null },
    ...{ notes: 'Calls are found faster.', created_at: STAGE_NOW, created_by: ids.next(), devices: 3 },
    ...{ id: ids.next(), version: '1.4.2', expires_at: '2026-06-01T00:00:00.000Z' },
  };

  it('are rolled out further, withdrawn, and both is taken back', async () => {
    let release: object = given;
    const { admin } = await open('releases', ({ method, body }) => {
      if (method !== 'PATCH') return pageOf([release as typeof given]);
      const { withdrawn, ...rest } = Object(body);
      release = { ...release, ...rest };
      if (withdrawn !== undefined) release = { ...release, withdrawn_at: withdrawn ? STAGE_NOW : null };
      return { body: release };
    });
    const row = page.getByRole('option', { name: /1\.4\.2 for Linux/ });
    await expect.element(row).toHaveTextContent('10 of 100');
    await expect.element(row).toHaveTextContent('on 3 devices');
    await page.getByLabelText('Of a hundred laptops it is offered to').fill('100');
    await page.getByRole('button', { name: 'Move the rollout' }).click();
    await expect.element(row).toHaveTextContent('For all');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(row).toHaveTextContent('10 of 100');
    await page.getByRole('button', { name: 'Withdraw it' }).click();
    await expect.element(row).toHaveTextContent('Withdrawn');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(row).toHaveTextContent('10 of 100');
    const sent = admin.asked.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
    expect(sent).toEqual([{ rollout: 100 }, { rollout: 10 }, { withdrawn: true }, { withdrawn: false }]);
  });
});

describe('the texts of mails', () => {
  const item = {
    ...{ name: 'assigned', language: 'en', subject: 'A lead', body: 'Hello', html: null, overridden: false },
    ...{ updated_at: null, variables: ['name', 'link'] },
  };

  it('are written with what can be put in, looked at, kept while they are not in use, and taken back', async () => {
    let text: object = item;
    const { admin, router } = await open('templates', ({ method, path, body }) => {
      if (path.includes('/preview')) {
        const { template } = Object(body);
        return { body: { subject: template.subject, body: `filled: ${template.body}`, html: '<p>x</p>' } };
      }
      if (method === 'PUT') text = { ...item, ...Object(body), overridden: true };
      if (method === 'DELETE') text = item;
      return { body: { ...text, name: path.split(/[/?]/)[4] } };
    });
    await page.getByLabelText('Mail', { exact: true }).selectOptions('A lead was assigned');
    const field = page.getByLabelText('Text', { exact: true }).and(page.getByRole('textbox'));
    await field.fill('Dear ');
    await page.getByRole('button', { name: 'name', exact: true }).click();
    await expect.element(field).toHaveFocus();
    await expect.element(page.getByText('filled: Dear {{name}}')).toBeVisible();
    await router.navigate({ to: '/today' });
    await router.navigate({ to: '/admin/$section', params: { section: 'templates' } });
    await page.getByLabelText('Mail', { exact: true }).selectOptions('A lead was assigned');
    await expect.element(field).toHaveValue('Dear {{name}}');
    await page.getByRole('button', { name: 'Use this text' }).click();
    await expect.element(page.getByText('Your own text.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByText('As delivered.')).toBeVisible();
    const writes = admin.asked.filter(({ method }) => method === 'PUT' || method === 'DELETE');
    expect(writes.map(({ method, body }) => [method, body])).toEqual([
      ['PUT', { subject: 'A lead', body: 'Dear {{name}}', html: null }],
      ['DELETE', null],
    ]);
  });
});
