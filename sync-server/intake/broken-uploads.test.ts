// Applications on real sockets whose senders are slow, or go away: nothing of them is left, and nobody waits for ever.
import { setTimeout } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { inWriteTransaction } from '../feed/write-documents.ts';
import type { AppEnv } from '../http/app-env.ts';
import { type Listening, listen, type Patience, patienceFor } from '../main/listen.ts';
import { startIntake } from '../testing/intake.ts';
import { aRawForm, openRawSender } from '../testing/raw-sender.ts';
import { ENGINES } from '../testing/test-database.ts';

const RESUME_MAX_BYTES = 10_485_760;
const PATIENT = patienceFor({ RESUME_MAX_BYTES });
/** Ten minutes as a second and a half. */
const HASTY: Patience = { headers_ms: 700, request_ms: 1500, look_every_ms: 100 };
const SOON = { timeout: 10_000 };

test('a request has ten minutes, and with larger files as long as a bad line takes for them', () => {
  expect(PATIENT.request_ms).toBeGreaterThanOrEqual(600_000);
  expect(patienceFor({ RESUME_MAX_BYTES: 10 * RESUME_MAX_BYTES }).request_ms).toBeGreaterThanOrEqual(
    6_000_000,
  );
});

describe.each(ENGINES)('an application on a real socket on %s', (engine) => {
  let intake: Awaited<ReturnType<typeof startIntake>>;
  let listening: Listening | null;
  let signals: AbortSignal[];
  beforeAll(async () => {
    intake = await startIntake(engine, { RESUME_MAX_BYTES: String(RESUME_MAX_BYTES) });
  });
  beforeEach(async () => {
    await intake.clear();
    intake.server.logged.length = 0;
    signals = [];
    listening = null;
  });
  afterEach(() => listening?.stop(0));
  afterAll(() => intake.close());

  const connected = async (patience: Patience) => {
    const app = new Hono<AppEnv>()
      .use(async (c, next) => {
        signals.push(c.req.raw.signal);
        await next();
      })
      .route('/', intake.server.app);
    listening = await listen(app, { HOST: '127.0.0.1', PORT: 0 }, patience);
    return openRawSender(listening.url);
  };
  const requests = () => intake.server.logged.filter(({ event }) => event === 'request');
  const expectNothingLeft = async () => {
    await vi.waitFor(() => expect(requests()).toHaveLength(1), SOON);
    expect(requests()[0]?.['status']).toBeLessThan(500);
    expect(intake.server.logged.filter(({ event }) => event === 'defect')).toEqual([]);
    expect(await intake.drafts()).toEqual([]);
    expect(await intake.stored()).toEqual([]);
    const { leads, submissions, files, mails } = intake.all;
    expect(await Promise.all([leads(), submissions(), files(), mails()])).toEqual([[], [], [], []]);
  };

  test('that comes a byte at a time is told that it took too long', async () => {
    const sender = await connected(HASTY);
    const { head, body } = aRawForm(5000);
    sender.send(head);
    sender.send(body.subarray(0, 1000));
    await vi.waitFor(async () => expect(await intake.drafts()).toHaveLength(1), SOON);
    const dripping = setInterval(() => sender.send('x'), 50);
    const heard = await sender.hungUp();
    clearInterval(dripping);
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    await expectNothingLeft();
  });

  test('whose head never ends is told that it took too long', async () => {
    const sender = await connected(HASTY);
    sender.send('POST /api/leads HTTP/1.1\r\nHost: here\r\nX-Slow: ');
    const dripping = setInterval(() => sender.send('x'), 50);
    expect(await sender.hungUp()).toMatch(/^HTTP\/1\.1 408 /);
    clearInterval(dripping);
    expect(requests()).toEqual([]);
  });

  test('that breaks off in the middle of its file leaves nothing', async () => {
    const sender = await connected(PATIENT);
    const { head, body } = aRawForm(500_000);
    sender.send(head);
    sender.send(body.subarray(0, 300_000));
    await vi.waitFor(async () => expect(await intake.drafts()).toHaveLength(1), SOON);
    sender.leave();
    await expectNothingLeft();
  });

  test('that breaks off before its last edge leaves nothing', async () => {
    const sender = await connected(PATIENT);
    const { head, body } = aRawForm(50_000);
    sender.send(head);
    sender.send(body);
    await vi.waitFor(async () => expect(await intake.drafts()).toHaveLength(1), SOON);
    sender.end();
    await sender.hungUp();
    await expectNothingLeft();
  });

  test('that says to be whole and has no last edge is refused, and leaves nothing', async () => {
    const sender = await connected(PATIENT);
    const { headOf, body } = aRawForm(50_000);
    sender.send(headOf(`Content-Length: ${body.length}`));
    sender.send(body);
    await vi.waitFor(() => expect(sender.heard()).toMatch(/^HTTP\/1\.1 422 .*not a whole form/s), SOON);
    await expectNothingLeft();
  });

  test('that is too large and does not say so beforehand hears why', async () => {
    const sender = await connected(PATIENT);
    const { headOf, body } = aRawForm(RESUME_MAX_BYTES + 300_000);
    sender.send(headOf('Transfer-Encoding: chunked'));
    sender.send(`${body.length.toString(16)}\r\n`);
    sender.send(body);
    await vi.waitFor(() => expect(sender.heard()).toMatch(/^HTTP\/1\.1 413 .*too_large/s), SOON);
    await expectNothingLeft();
  });

  test('whose sender goes away while it waits for its turn is not kept', async () => {
    let begin: () => void = () => undefined;
    let release: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const busy = inWriteTransaction(intake.server.deps, async () => {
      begin();
      await released;
    });
    await begun;
    const sender = await connected(PATIENT);
    const { head, body, edge } = aRawForm(50_000);
    for (const bytes of [head, body, edge]) sender.send(bytes);
    await vi.waitFor(async () => expect(await intake.stored()).toHaveLength(1), SOON);
    sender.leave();
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true), SOON);
    release();
    await busy;
    await expectNothingLeft();
  });

  test('on a bad line is taken in, however small its pieces are', async () => {
    const sender = await connected({ ...HASTY, request_ms: 20_000 });
    const { head, body, edge } = aRawForm(1_000_000);
    sender.send(head);
    for (let at = 0; at < body.length; at += 25_000) {
      sender.send(body.subarray(at, at + 25_000));
      await setTimeout(20);
    }
    sender.send(edge);
    await vi.waitFor(() => expect(sender.heard()).toMatch(/^HTTP\/1\.1 201 /), SOON);
    expect(await intake.all.leads()).toHaveLength(1);
    expect(await intake.stored()).toHaveLength(1);
    expect(await intake.drafts()).toEqual([]);
    const [lead] = await intake.all.leads();
    const authorization = `Bearer ${intake.server.actors.admin.access_token}`;
    const at = `${listening?.url}/api/leads/${lead?.id}/resume`;
    const given = await (await fetch(at, { headers: { authorization } })).arrayBuffer();
    expect(Buffer.from(given).equals(body.subarray(body.indexOf('%PDF-')))).toBe(true);
    const reader = (await fetch(at, { headers: { authorization } })).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(intake.server.logged.filter(({ event }) => event === 'defect')).toEqual([]);
  });
});
