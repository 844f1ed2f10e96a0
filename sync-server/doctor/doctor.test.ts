import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../db/open.ts';
import { pgliteImage } from '../testing/pglite-image.ts';
import { startS3Server } from '../testing/s3-server.ts';
import { openSmtpInbox } from '../testing/smtp-inbox.ts';
import { ENGINES, newPostgresDatabase, openTestDatabase } from '../testing/test-database.ts';
import { checkClock } from './check-clock.ts';
import { checkTables } from './check-database.ts';
import { checkFolder } from './check-folder.ts';
import { examine } from './examine.ts';
import { type Finding, lineOf, reasonOf } from './finding.ts';

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'callbook-doctor-'));
  env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const heard: string[] = [];
const found = async (extra: Record<string, string> = {}) => {
  heard.length = 0;
  const findings = await examine({ ...env, ...extra }, (finding) => heard.push(lineOf(finding)));
  expect(heard).toHaveLength(findings.length);
  for (const line of heard) expect(line).not.toContain('\n');
  return (part: Finding['part']) => findings.find((finding) => finding.part === part);
};

/** A port on which nobody listens, so that a server of this machine is not asked. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('the doctor', () => {
  it('has nothing against a machine on which nothing was started yet, and leaves it so', async () => {
    const of = await found();
    expect(heard.filter((line) => line.startsWith('WRONG'))).toEqual([]);
    expect(of('folder')?.words).toMatch(/will be made at the first start; \d+ MiB free/);
    expect(of('database')?.words).toMatch(/will be made at the first start/);
    expect(of('signing secret')?.words).toBe('will be made at the first start');
    expect(of('mail')).toMatchObject({ state: 'note', words: expect.stringMatching(/no SMTP_HOST/) });
    expect(of('server')?.words).toBe(`does not run; http://127.0.0.1:${env['PORT']} is free`);
    await expect(checkFolder({ DATA_DIR: env['DATA_DIR'] ?? '' })).resolves.toMatchObject({ state: 'ok' });
  });

  it('stops at an environment that the server would refuse, in the same words', async () => {
    await found({ SMTP_PORT: 'x' });
    expect(heard).toEqual(['WRONG  configuration   SMTP_PORT: must be a whole number from 1 to 65535']);
  });

  it('says that mails would point to a machine that nobody reaches', async () => {
    const of = await found({ HOST: '0.0.0.0' });
    expect(of('configuration')).toMatchObject({
      state: 'note',
      words: expect.stringMatching(/set PUBLIC_URL/),
    });
    expect((await found({ HOST: '0.0.0.0', PUBLIC_URL: 'https://c.example' }))('configuration')?.state).toBe(
      'ok',
    );
  });

  it('says plainly that a running server holds the embedded database', async () => {
    const database = await openDatabase({ folder: join(folder, 'data/db'), image: await pgliteImage() });
    const of = await found();
    expect(of('database')).toMatchObject({
      state: 'note',
      words: expect.stringMatching(/held by process \d+, a running server: it was not looked into/),
    });
    await database.close();
    expect((await found())('database')?.words).toMatch(
      /embedded in .+: \d+ migrations made, guards in place/,
    );
  });

  it('names a broken database folder, a database server that is not there, and no password', async () => {
    await mkdir(join(folder, 'data/db'), { recursive: true });
    await writeFile(join(folder, 'data/db/PG_VERSION'), 'junk');
    expect((await found())('database')).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/cannot be opened .+ put a backup back/),
    });
    const of = await found({ DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/callbook' });
    expect(of('database')?.words).toMatch(
      /^callbook on 127\.0\.0\.1:1 cannot be opened \(ECONNREFUSED\): start PostgreSQL/,
    );
    expect(heard.join()).not.toContain('hunter2');
  });

  it('looks into the kept secret: its strength, and who can read it', async () => {
    const path = join(folder, 'data/jwt-secret');
    await mkdir(join(folder, 'data'));
    await writeFile(path, 'x', { mode: 0o600 });
    expect((await found())('signing secret')).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/is damaged: remove it/),
    });
    await rm(path);
    await writeFile(path, 'aVeryLongSecretThatNobodyGuesses-42-xyz', { mode: 0o600 });
    expect((await found())('signing secret')?.words).toBe(`kept in ${path}`);
    await rm(path);
    await writeFile(path, 'aVeryLongSecretThatNobodyGuesses-42-xyz', { mode: 0o644 });
    if (process.platform !== 'win32')
      expect((await found())('signing secret')?.words).toContain(`chmod 600 ${path}`);
    await rm(path);
    await mkdir(path);
    expect((await found())('signing secret')?.words).toMatch(/cannot be read \(EISDIR\)/);
    expect(
      (await found({ JWT_SECRET: 'aVeryLongSecretThatNobodyGuesses-42-xyz' }))('signing secret')?.state,
    ).toBe('ok');
  });

  it('tells a full disk from a folder that may not be written', async () => {
    const mib = 1_048_576;
    const at = (free: number) => checkFolder({ DATA_DIR: folder }, async () => free * mib);
    expect(await at(50)).toMatchObject({
      state: 'wrong',
      words: `${folder}: 50 MiB free: make room, or move DATA_DIR`,
    });
    expect(await at(500)).toMatchObject({ state: 'note' });
    expect(await at(5000)).toMatchObject({ state: 'ok', words: `${folder} can be written; 5000 MiB free` });
    const gone = await found({ DATA_DIR: '/dev/null/data' });
    expect(gone('folder')).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/cannot be written/),
    });
  });
});

describe('the doctor asks the mail server', () => {
  it('and says that it answers and takes the sign-in', async () => {
    const inbox = await openSmtpInbox({
      options: {
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _session, done) =>
          password === 'right' ? done(null, { user: username }) : done(new Error('no such sign-in')),
      },
    });
    const mail = { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(inbox.port), SMTP_USER: 'desk@example.com' };
    expect((await found({ ...mail, SMTP_PASSWORD: 'right' }))('mail')).toEqual({
      ...{ part: 'mail', state: 'ok' },
      words: `127.0.0.1:${inbox.port} answers and takes the sign-in of desk@example.com`,
    });
    const refused = await found({ ...mail, SMTP_PASSWORD: 'wrong' });
    expect(refused('mail')).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/refuses the sign-in \(535 no such sign-in\): correct SMTP_USER/),
    });
    expect((await found({ ...mail, SMTP_TLS: 'starttls' }))('mail')?.words).toMatch(
      /does not speak TLS as configured/,
    );
    expect((await found({ ...mail, SMTP_TLS: 'true' }))('mail')?.words).toMatch(
      /does not speak TLS as configured/,
    );
    await inbox.close();
    expect((await found(mail))('mail')?.words).toMatch(
      /does not answer \(connect ECONNREFUSED .+\): start it/,
    );
  });

  it('and says that mails without a sender are not taken, or that the host is not found', async () => {
    const inbox = await openSmtpInbox();
    const of = await found({ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(inbox.port) });
    expect(of('mail')).toMatchObject({ state: 'wrong', words: expect.stringMatching(/set SMTP_FROM_EMAIL/) });
    const sender = { SMTP_FROM_EMAIL: 'desk@example.com' };
    const anonymous = await found({ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(inbox.port), ...sender });
    expect(anonymous('mail')?.words).toMatch(/answers without a sign-in/);
    await inbox.close();
    expect((await found({ SMTP_HOST: 'nowhere.invalid', ...sender }))('mail')?.words).toMatch(
      /correct SMTP_HOST/,
    );
  });
});

describe('the doctor asks the bucket', () => {
  it('and says that files can be kept there, without leaving one, or why not, without a key', async () => {
    expect((await found())('bucket')).toBeUndefined();
    const s3 = await startS3Server();
    const secret = 'wJalrXUtnFEMI-not-the-right-one';
    const at = async (extra: object = {}) => (await found({ ...s3.env, ...extra }))('bucket');
    expect(await at()).toEqual({
      ...{ part: 'bucket', state: 'ok' },
      words: `s3://callbook at ${s3.env.AWS_ENDPOINT_URL}: files can be stored, read and removed`,
    });
    expect(await s3.keys()).toEqual([]);
    const wrong = (words: RegExp) => ({
      ...{ part: 'bucket', state: 'wrong' },
      words: expect.stringMatching(words),
    });
    expect(await at({ AWS_SECRET_ACCESS_KEY: secret })).toEqual(
      wrong(/cannot be used \(The request signature/),
    );
    expect(heard.join()).not.toContain(secret);
    expect(await at({ FILES_URL: 's3://elsewhere' })).toEqual(wrong(/The specified bucket does not exist/));
    await s3.close();
    expect(await at()).toEqual(wrong(/ECONNREFUSED/));
    expect((await found({ FILES_URL: 's3://bucket' }))('configuration')).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/^AWS_REGION: must be set/),
    });
  });
});

describe('the doctor asks the port', () => {
  let server: Server;
  let reply: [status: number, body: string];
  beforeEach(async () => {
    server = createServer((_request, response) => response.writeHead(reply[0]).end(reply[1]));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    env['PORT'] = String((server.address() as AddressInfo).port);
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it.each([
    [200, '{"status":"ready"}', 'ok', /runs at .+ and its database answers/],
    [503, '{"status":503}', 'wrong', /its database does not answer/],
    [200, 'hello', 'wrong', /something else than Callbook answers .+ set PORT/],
  ])('and understands %s %s', async (status, body, state, words) => {
    reply = [status, body];
    expect((await found())('server')).toMatchObject({ state, words: expect.stringMatching(words) });
  });
});

describe.each(ENGINES)('the doctor looks into the database on %s', (engine) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());
  const after = async (...statements: string[]) => {
    for (const statement of statements) await database.db.execute(sql.raw(statement));
    return checkTables(database, 'here');
  };

  it('whole', async () => {
    expect(await after()).toMatchObject({
      state: 'ok',
      words: expect.stringMatching(/here: \d+ migrations made, guards in place/),
    });
  });

  it('ahead of this version, and behind it', async () => {
    const table = 'drizzle.__drizzle_migrations';
    expect(await after(`insert into ${table} (hash, created_at) values ('later', 1)`)).toMatchObject({
      state: 'wrong',
      words: expect.stringMatching(/written by a newer version/),
    });
    const last = `(select max(id) from ${table} where hash <> 'later')`;
    expect(
      await after(`delete from ${table} where id = ${last}`, `delete from ${table} where hash = 'later'`),
    ).toMatchObject({ state: 'note', words: expect.stringMatching(/1 of \d+ migrations wait/) });
    expect((await after(`delete from ${table}`)).words).toMatch(/is empty; the first start makes the tables/);
    await database.close();
    database = await openTestDatabase(engine);
  });

  it('with a guard that somebody switched off, and one that is gone', async () => {
    const guard = 'guard_write_path';
    expect(
      await after(`alter table pocs disable trigger ${guard}`, `drop trigger ${guard} on feed`),
    ).toMatchObject({ state: 'wrong', words: expect.stringMatching(/guards of pocs, feed are gone/) });
  });

  it('and compares the clocks', async () => {
    expect(await checkClock(database)).toMatchObject({ state: 'ok' });
    const late = await checkClock(database, () => Date.now() + 3_600_000);
    expect(late.state).toBe(engine === 'postgres' ? 'wrong' : 'ok');
    await database.db.execute(
      sql`insert into audit_logs (at, action, entity, details, previous_hash, hash)
        values (now() + interval '1 day', 'x', 'x', '{}', '', '')`,
    );
    expect((await checkClock(database)).words).toMatch(/is behind what was written last/);
  });
});

it('leaves a PostgreSQL database that is empty as it is', async () => {
  const place = { DATABASE_URL: await newPostgresDatabase() };
  for (const _ of [1, 2]) {
    const of = await found(place);
    expect(of('database')?.words).toMatch(
      /^PostgreSQL, t_\w+ on .+ is empty; the first start makes the tables/,
    );
    expect(of('clock')?.words).toMatch(/ms from the database server's/);
    expect(of('signing secret')?.words).toMatch(/kept in the database/);
  }
});

describe('a reason', () => {
  it('is the innermost code, or the first line of words', () => {
    const coded = Object.assign(new Error('x'), { code: 'EFIRST' });
    expect(reasonOf(new Error('outer', { cause: new AggregateError([coded]) }))).toBe('EFIRST');
    expect(reasonOf(new Error('one\ntwo'))).toBe('one');
    expect(reasonOf('text')).toBe('text');
  });
});
