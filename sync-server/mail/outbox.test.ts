import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createIds } from '#domain/ids.ts';
import { type OpenDatabase, openDatabase } from '../db/open.ts';
import { audit_logs, files, outbox } from '../db/tables/records.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { createLog } from '../log.ts';
import { createRecordingMailer } from '../testing/recording-mailer.ts';
import { ENGINES, newPostgresDatabase, openTestDatabase } from '../testing/test-database.ts';
import { claimDue, nextDueAt, recordAttempt, releaseClaim } from './claim.ts';
import type { Mailer } from './mailer.ts';
import { createOutbox, type MailToQueue } from './outbox.ts';
import { applyRetry, listOutbox, readOutboxItem } from './outbox-list.ts';
import { createPasswordLinks } from './password-links.ts';
import { type SendDeps, sendDue } from './send-due.ts';

const config = { MAIL_RETRY_SECONDS: [0, 60, 300] };
const ids = createIds();
const ADMIN = ids.next();
const aMail = (given: Partial<MailToQueue> = {}): MailToQueue => ({
  template: 'intake_ack',
  to: 'ada@example.com',
  subject: 'Hello',
  body: 'Hello.\n',
  ...given,
});
const running = () => ({ drain: new AbortController().signal, abort: new AbortController().signal });

/** A clock that stands until it is moved. */
function aClock() {
  let at = Date.parse('2026-03-02T12:00:00.000Z');
  return {
    now: () => new Date(at).toISOString(),
    pass: (seconds: number) => {
      at += seconds * 1000;
    },
  };
}

const depsOn = (
  open: OpenDatabase,
  clock: ReturnType<typeof aClock>,
  mailer: Mailer,
  bytes: Uint8Array | null = null,
): SendDeps => ({
  db: open.db,
  clock,
  config,
  log: createLog('silent'),
  files: { get: async () => bytes },
  passwordLinks: createPasswordLinks('a secret of this test'),
  mailer,
});

describe.each(ENGINES)('the outbox on %s', (engine) => {
  let open: OpenDatabase;
  let clock: ReturnType<typeof aClock>;
  beforeAll(async () => {
    open = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await open.db.execute('truncate outbox, files, audit_logs');
    clock = aClock();
  });
  afterAll(() => open.close());

  const box = createOutbox({ ids, config });
  const queue = (given: Partial<MailToQueue> = {}) =>
    inWriteTransaction({ db: open.db, clock }, (tx) => box.queue(tx, aMail(given)));
  const item = async (id: string) => {
    const found = await readOutboxItem(open.db, id);
    if (!found) throw new Error('no such mail');
    return found;
  };
  const send = (mailer: Mailer, bytes: Uint8Array | null = null) =>
    sendDue(depsOn(open, clock, mailer, bytes), running());

  test('sends what was queued once, and says when', async () => {
    const id = await queue({ reply_to: 'desk@example.com' });
    expect(await item(id)).toMatchObject({ status: 'queued', attempts: 0, to: 'ada@example.com' });
    const mailer = createRecordingMailer();
    expect(await send(mailer)).toBe(1);
    expect(await send(mailer)).toBe(0);
    expect(mailer.sent).toEqual([
      {
        id,
        to: 'ada@example.com',
        reply_to: 'desk@example.com',
        subject: 'Hello',
        html: null,
        body: 'Hello.\n',
        attachment: null,
      },
    ]);
    expect(await item(id)).toMatchObject({
      status: 'sent',
      attempts: 1,
      sent_at: clock.now(),
      last_error: null,
    });
  });

  test('forgets a mail whose transaction failed', async () => {
    const failing = inWriteTransaction({ db: open.db, clock }, async (tx) => {
      await box.queue(tx, aMail());
      throw new Error('something else went wrong');
    });
    await expect(failing).rejects.toThrow('something else went wrong');
    expect((await listOutbox(open.db, { page_size: 10 })).total).toBe(0);
  });

  test('takes no address that is none, and no subject of two lines', async () => {
    await expect(queue({ to: 'ada@example.com, eve@example.com' })).rejects.toThrow('no address');
    await expect(queue({ reply_to: 'x\r\nBcc: eve@example.com' })).rejects.toThrow('no address');
    await expect(queue({ subject: 'a\nb' })).rejects.toThrow('more than one line');
  });

  test('tries again a minute later and is done when that goes well', async () => {
    const id = await queue();
    const mailer = createRecordingMailer(() => {
      if (clock.now() < '2026-03-02T12:01:00.000Z') throw new Error('421 not\r\nnow');
    });
    await send(mailer);
    expect(await item(id)).toMatchObject({ status: 'queued', attempts: 1, last_error: '421 not now' });
    expect(await nextDueAt(open.db)).toBe('2026-03-02T12:01:00.000Z');
    clock.pass(59);
    expect(await send(mailer)).toBe(0);
    clock.pass(1);
    expect(await send(mailer)).toBe(1);
    expect(await item(id)).toMatchObject({ status: 'sent', attempts: 2 });
    expect(await nextDueAt(open.db)).toBeNull();
  });

  test('gives up after the third attempt and keeps the reason', async () => {
    const id = await queue();
    const mailer = createRecordingMailer(() => {
      throw new Error('x'.repeat(1000));
    });
    for (const seconds of [0, 60, 240, 3600]) {
      clock.pass(seconds);
      await send(mailer);
    }
    expect(await item(id)).toMatchObject({ status: 'failed', attempts: 3, last_error: 'x'.repeat(500) });
  });

  test('gives a failed mail all its attempts again when an admin asks, and writes that down', async () => {
    const id = await queue({ lead_id: ADMIN });
    const broken = createRecordingMailer(() => {
      throw new Error('down');
    });
    for (const seconds of [0, 60, 240]) {
      clock.pass(seconds);
      await send(broken);
    }
    const again = await applyRetry({ db: open.db, clock }, ADMIN, id);
    expect(again).toMatchObject({ ok: true, value: { id, status: 'queued', attempts: 0 } });
    await send(createRecordingMailer());
    expect(await item(id)).toMatchObject({ status: 'sent', attempts: 1 });
    const lines = await open.db.select().from(audit_logs);
    expect(lines).toMatchObject([{ actor_id: ADMIN, action: 'retry_mail', entity: 'outbox', entity_id: id }]);
  });

  test('does not send twice what was sent, nor hurry what waits or is on its way', async () => {
    const store = { db: open.db, clock };
    const id = await queue();
    const [claim] = await claimDue(open.db, clock.now(), '2026-03-02T12:02:00.000Z', 5);
    expect(await applyRetry(store, ADMIN, id)).toMatchObject({ ok: true, value: { status: 'queued' } });
    expect(await claimDue(open.db, clock.now(), '2026-03-02T12:02:00.000Z', 5)).toEqual([]);
    if (!claim) throw new Error('was not claimed');
    await recordAttempt(open.db, claim, { status: 'sent', sent_at: clock.now() });
    expect(await applyRetry(store, ADMIN, id)).toMatchObject({
      ok: false,
      error: { code: 'impossible_transition' },
    });
    expect(await applyRetry(store, ADMIN, ADMIN)).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  test('gives the mail of a worker that died to the next one, and the dead one has no say any more', async () => {
    const id = await queue();
    const [dead] = await claimDue(open.db, clock.now(), '2026-03-02T12:02:30.000Z', 5);
    const mailer = createRecordingMailer();
    expect(await send(mailer)).toBe(0);
    clock.pass(150);
    expect(await send(mailer)).toBe(1);
    if (!dead) throw new Error('was not claimed');
    await recordAttempt(open.db, dead, { status: 'failed', last_error: 'too late' });
    await releaseClaim(open.db, dead, clock.now());
    expect(await item(id)).toMatchObject({ status: 'sent', attempts: 1, last_error: null });
  });

  test('attaches the file under the name of whoever sent it', async () => {
    const file = {
      id: ids.next(),
      lead_id: ids.next(),
      kind: 'file' as const,
      name: 'my cv.pdf',
      created_at: clock.now(),
    };
    await open.db.insert(files).values({ ...file, media_type: 'application/pdf', storage_key: 'k', size: 3 });
    await queue({ reply_to: 'ada@example.com', file_id: file.id });
    const mailer = createRecordingMailer();
    await send(mailer, Buffer.from('abc'));
    expect(mailer.sent[0]?.attachment).toEqual({
      name: 'ada@example.com_resume.pdf',
      media_type: 'application/pdf',
      bytes: Buffer.from('abc'),
    });
  });

  test('says so when the file is gone, and never sends the mail without it', async () => {
    const id = await queue({ file_id: ids.next() });
    const mailer = createRecordingMailer();
    await send(mailer);
    expect(mailer.sent).toEqual([]);
    expect(await item(id)).toMatchObject({ status: 'queued', last_error: 'the file to attach is not there' });
  });

  test('is listed newest first, page by page, while mails are added', async () => {
    const mine: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      mine.unshift(await queue({ lead_id: ADMIN }));
      if (n % 2 === 1) clock.pass(1);
    }
    const first = await listOutbox(open.db, { page_size: 2, lead_id: ADMIN });
    expect(first.total).toBe(5);
    expect(first.rows.map((row) => row.id)).toEqual(mine.slice(0, 3));
    await queue();
    const next = await listOutbox(open.db, { page_size: 3, after_id: mine[1], lead_id: ADMIN });
    expect(next.rows.map((row) => row.id)).toEqual(mine.slice(2));
    expect((await listOutbox(open.db, { page_size: 9, status: 'failed' })).rows).toEqual([]);
    expect((await listOutbox(open.db, { page_size: 9, after_id: ADMIN })).rows).toEqual([]);
    expect(first.rows[0]).not.toHaveProperty('body');
  });

  test('leaves a mail untried when the server stops in the middle of it', async () => {
    const id = await queue();
    const abort = new AbortController();
    const mailer = createRecordingMailer((_, signal) => {
      abort.abort();
      signal.throwIfAborted();
    });
    await sendDue(depsOn(open, clock, mailer), { drain: abort.signal, abort: abort.signal });
    expect(await item(id)).toMatchObject({ status: 'queued', attempts: 0, last_error: null });
    expect(await nextDueAt(open.db)).toBe(clock.now());
  });
});

test('two servers on one PostgreSQL never send a mail twice', async () => {
  const url = await newPostgresDatabase();
  const a = await openDatabase({ folder: null, url });
  const b = await openDatabase({ folder: null, url });
  try {
    const clock = aClock();
    const box = createOutbox({ ids, config });
    const queued = await inWriteTransaction({ db: a.db, clock }, async (tx) => {
      const all: string[] = [];
      for (let n = 0; n < 60; n += 1) all.push(await box.queue(tx, aMail()));
      return all;
    });
    const both = [
      createRecordingMailer(() => Promise.resolve()),
      createRecordingMailer(() => Promise.resolve()),
    ] as const;
    await Promise.all([
      sendDue(depsOn(a, clock, both[0]), running()),
      sendDue(depsOn(b, clock, both[1]), running()),
      sendDue(depsOn(a, clock, both[0]), running()),
      sendDue(depsOn(b, clock, both[1]), running()),
    ]);
    const sent = both.flatMap((mailer) => mailer.sent.map((mail) => mail.id));
    expect(sent.toSorted()).toEqual(queued.toSorted());
    expect(both.every((mailer) => mailer.sent.length > 0)).toBe(true);
    const rows = await a.db.select().from(outbox).where(eq(outbox.status, 'sent'));
    expect(rows.every((row) => row.attempts === 1)).toBe(true);
    expect(rows).toHaveLength(60);
  } finally {
    await Promise.all([a.close(), b.close()]);
  }
});
