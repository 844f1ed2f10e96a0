// Applications that arrive together: one transaction, and each as if it had come alone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NO_CAMPAIGN } from '#domain/intake/campaign.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { assignments, audit_logs, outbox, submissions } from '../db/tables/records.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import type { Outbox } from '../mail/outbox.ts';
import { countingDatabase } from '../testing/counting-database.ts';
import { startIntake } from '../testing/intake.ts';
import { ENGINES } from '../testing/test-database.ts';
import { type CheckedIntake, createIntake } from './apply-intake.ts';
import { takeIn } from './take-in.ts';

const anApplication = (email: string, given: Partial<CheckedIntake['intake']> = {}): CheckedIntake => ({
  intake: {
    ...{ first_name: 'Ada', last_name: email, email, phone: null, company: null, message: 'Hello.' },
    ...NO_CAMPAIGN,
    ...{ time_zone: null, form_key: null, resume: 'https://example.com/cv.pdf', ...given },
  },
  file: null,
  source: 'api',
});

describe.each(ENGINES)('applications that arrive together on %s', (engine) => {
  let intake: Awaited<ReturnType<typeof startIntake>>;
  beforeAll(async () => {
    intake = await startIntake(engine);
  });
  beforeEach(() => intake.clear());
  afterAll(() => intake.close());

  const apply = (all: CheckedIntake[], given: { outbox?: Outbox } = {}) => {
    const counting = countingDatabase(intake.server.deps.db);
    const applyIntake = createIntake({ ...intake.server.deps, db: counting.db, ...given });
    const act = (at: number) => ({ actor: null, requestId: `request ${at}` });
    const answers = Promise.allSettled(all.map((one, at) => applyIntake(one, act(at))));
    return answers.then((settled) => ({ settled, transactions: counting.queries() }));
  };
  const addresses = async () => (await intake.all.leads()).map(({ email }) => email).sort();

  test('cost one transaction, and each has its submission, its two mails and its line of the audit', async () => {
    const emails = Array.from({ length: 12 }, (_, at) => `one${at}@example.com`);
    const { settled, transactions } = await apply(emails.map((email) => anApplication(email)));
    expect(transactions).toBe(1);
    expect(settled.map((one) => one.status === 'fulfilled' && one.value.ok && one.value.value.email)).toEqual(
      emails,
    );
    expect(await addresses()).toEqual([...emails].sort());
    const { db } = intake.server.deps;
    expect(await db.select().from(submissions)).toHaveLength(12);
    const mails = await db.select().from(outbox);
    expect(mails.map(({ to }) => to).sort()).toEqual(
      [...emails, ...emails.map(() => 'desk@example.com')].sort(),
    );
    const lines = await db.select().from(audit_logs);
    expect(lines.map(({ details }) => (details as { request_id: string }).request_id)).toEqual(
      emails.map((_, at) => `request ${at}`),
    );
    expect(await verifyAudit(db)).toMatchObject({ ok: true });
  });

  test('are one where it is the same form, refused where its key is somebody else’s, known where the address is', async () => {
    const key = { form_key: 'the-same-form' };
    const all = [
      anApplication('ada@example.com', key),
      anApplication('ada@example.com', key),
      anApplication('eve@example.com', key),
      anApplication('Ada@Example.com'),
    ].map((one) => ({
      ...{ intake: one.intake, source: one.source, file: null },
      ...{ act: { actor: null, requestId: 'r' }, origin: { device_id: null, app_version: null } },
    }));
    const { deps } = intake.server;
    const taken = await inWriteTransaction(deps, (tx) => takeIn(tx, deps, all));
    const [first, repeat, refused, known] = taken.map(({ answer }) => answer);
    expect(taken.map(({ fresh }) => fresh)).toEqual([true, false, false, true]);
    expect(first).toMatchObject({ ok: true });
    expect(repeat).toEqual(first);
    expect(refused).toMatchObject({ ok: false, error: { code: 'duplicate' } });
    expect(known).toMatchObject({ ok: true });
    const leads = await intake.all.leads();
    expect(leads).toHaveLength(2);
    const id = first?.ok ? first.value.id : null;
    expect(leads.find((lead) => lead.id !== id)?.custom).toEqual({ possible_duplicate_of: id });
  });

  test('leave one file where the same form came twice at once', async () => {
    const form = anApplication('ada@example.com', { form_key: 'twice', resume: null });
    const { settled } = await apply([
      { ...form, file: await intake.aFile() },
      { ...form, file: await intake.aFile() },
    ]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await addresses()).toEqual(['ada@example.com']);
    expect(await intake.stored()).toHaveLength(1);
  });

  test('of which one cannot be stored keep no other out', async () => {
    const real = intake.server.deps.outbox;
    const breaking: Outbox = {
      ...real,
      queueAll: (tx, mails) =>
        mails.some(({ to }) => to === 'broken@example.com')
          ? Promise.reject(new Error('no mail for that one'))
          : real.queueAll(tx, mails),
    };
    const all = ['a@example.com', 'broken@example.com', 'b@example.com'].map((email) => anApplication(email));
    const { settled, transactions } = await apply(all, { outbox: breaking });
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(transactions).toBe(4);
    expect(await addresses()).toEqual(['a@example.com', 'b@example.com']);
  });

  test('go round by the rule of the workspace, one to each', async () => {
    await intake.assignBy('round_robin');
    const all = ['a', 'b', 'c', 'd'].map((name) => anApplication(`${name}@example.com`));
    await apply(all);
    const { kam1, kam2 } = intake.server.actors;
    const given = await intake.server.deps.db.select().from(assignments).orderBy(assignments.id);
    const [first, second] = given.map(({ to_id }) => to_id);
    expect(new Set([first, second])).toEqual(new Set([kam1.id, kam2.id]));
    expect(given.map(({ to_id }) => to_id)).toEqual([first, second, first, second]);
  });
});
