import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createIds } from '#domain/ids.ts';
import type { OpenDatabase } from '../db/open.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import { createLog } from '../log.ts';
import { createRecordingMailer } from '../testing/recording-mailer.ts';
import { openSmtpInbox } from '../testing/smtp-inbox.ts';
import { ENGINES, openTestDatabase } from '../testing/test-database.ts';
import { createMailer, type Mailer } from './mailer.ts';
import { createOutbox } from './outbox.ts';
import { listOutbox } from './outbox-list.ts';
import { createPasswordLinks } from './password-links.ts';
import { createMailWorker, type MailWorker } from './worker.ts';

const clock = { now: () => new Date().toISOString() };
const ids = createIds();

describe.each(ENGINES)('the mail worker on %s', (engine) => {
  let open: OpenDatabase;
  const workers: MailWorker[] = [];
  const lines: string[] = [];
  beforeAll(async () => {
    open = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await open.db.execute('truncate outbox');
    lines.length = 0;
  });
  afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.stop(0))));
  afterAll(() => open.close());

  const start = async (mailer: Mailer, seconds = [0, 60, 300], listen = open.listen) => {
    const log = createLog('info', (line) => lines.push(line));
    const config = { MAIL_RETRY_SECONDS: seconds };
    const worker = createMailWorker({
      db: open.db,
      listen,
      clock,
      config,
      log,
      files: { get: async () => null },
      passwordLinks: createPasswordLinks('a secret of this test'),
      mailer,
    });
    workers.push(worker);
    await worker.start();
    return worker;
  };
  const queue = (to = 'ada@example.com', seconds = [0]) =>
    inWriteTransaction({ db: open.db, clock }, (tx) =>
      createOutbox({ ids, config: { MAIL_RETRY_SECONDS: seconds } }).queue(tx, {
        template: 'intake_ack',
        to,
        subject: 'Hello',
        body: 'Hello.',
      }),
    );
  const statuses = async () =>
    (await listOutbox(open.db, { page_size: 50 })).rows.map((row) => `${row.status} ${row.attempts}`);

  test('sends a mail as soon as its transaction is committed, asked by nobody', async () => {
    const mailer = createRecordingMailer();
    await (await start(mailer)).idle();
    await queue();
    await vi.waitFor(() => expect(mailer.sent).toHaveLength(1));
  });

  test('sends what a server before it left behind', async () => {
    await queue();
    const mailer = createRecordingMailer();
    await (await start(mailer)).idle();
    expect(mailer.sent).toHaveLength(1);
    expect(await statuses()).toEqual(['sent 1']);
  });

  test('comes back for a mail that failed, over SMTP, until it is delivered', async () => {
    const inbox = await openSmtpInbox({ refuse: (n) => (n === 1 ? 'greylisted' : null) });
    const config = {
      DATA_DIR: '/nowhere',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: inbox.port,
      SMTP_USER: null,
      SMTP_PASSWORD: null,
      SMTP_TLS: 'false' as const,
      SMTP_FROM_EMAIL: 'desk@example.com',
    };
    await start(createMailer(config), [0, 0, 0]);
    await queue();
    await vi.waitFor(() => expect(inbox.mails).toHaveLength(1), { timeout: 5000 });
    await vi.waitFor(async () => expect(await statuses()).toEqual(['sent 2']));
    await inbox.close();
  });

  test('waits for a mail that is due later, without being told', async () => {
    const mailer = createRecordingMailer();
    await (await start(mailer)).idle();
    await queue('ada@example.com', [1]);
    await vi.waitFor(() => expect(mailer.sent).toHaveLength(1), { timeout: 5000 });
  });

  test('stops without a loss while a mail server keeps it waiting', async () => {
    let reached = false;
    const hanging = createRecordingMailer((_, signal) => {
      reached = true;
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    });
    const worker = await start(hanging);
    await queue();
    await vi.waitFor(() => expect(reached).toBe(true));
    await worker.stop(0);
    worker.kick();
    await worker.idle();
    expect(await statuses()).toEqual(['queued 0']);
    const mailer = createRecordingMailer();
    await (await start(mailer)).idle();
    expect(mailer.sent).toHaveLength(1);
  });

  test('finishes what is on its way before it stops, and takes nothing more', async () => {
    let arrive: () => void = () => undefined;
    let letGo: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const free = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const slow = createRecordingMailer(() => {
      arrive();
      return free;
    });
    const worker = await start(slow);
    await queue();
    await arrived;
    const stopped = worker.stop();
    await queue('second@example.com');
    letGo();
    await stopped;
    expect(slow.sent.map((mail) => mail.to)).toEqual(['ada@example.com']);
    expect(await statuses()).toEqual(['queued 0', 'sent 1']);
  });

  test('names no address in the log', async () => {
    const failing = createRecordingMailer(() => {
      throw new Error('550 <ada@example.com> unknown');
    });
    const worker = await start(failing, [0]);
    await queue();
    await vi.waitFor(async () => expect(await statuses()).toEqual(['failed 1']));
    await worker.idle();
    expect(lines.join()).toContain('mail_not_sent');
    expect(lines.join()).not.toContain('ada@');
  });

  test('outlives a database that fails for a while', async () => {
    const mailer = createRecordingMailer();
    const worker = await start(mailer);
    await worker.idle();
    await open.db.execute('alter table outbox rename to elsewhere');
    worker.kick();
    await worker.idle();
    expect(lines.join()).toContain('outbox_pass_failed');
    await open.db.execute('alter table elsewhere rename to outbox');
    await queue();
    await vi.waitFor(() => expect(mailer.sent).toHaveLength(1));
  });
});
