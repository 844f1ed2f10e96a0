import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPostgresDatabase } from '../testing/test-database.ts';
import { lockFolder } from './data-dir-lock.ts';
import { rowsOf } from './database.ts';
import { epochOf, keptFact } from './facts.ts';
import { openDatabase } from './open.ts';

describe('opening a database', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callbook-open-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps what was written when it is opened again', async () => {
    const place = { folder: join(folder, 'db') };
    const first = await openDatabase(place);
    expect(await keptFact(first.db, 'x', () => 'one')).toBe('one');
    await first.close();
    const second = await openDatabase(place);
    expect(await keptFact(second.db, 'x', () => 'two')).toBe('one');
    await second.close();
  });

  it('refuses a folder that a living process holds, and says what to do', async () => {
    const place = { folder: join(folder, 'db') };
    const first = await openDatabase(place);
    await expect(openDatabase(place)).rejects.toThrow(/in use by process \d+; stop it, or set DATA_DIR/);
    await first.close();
    await (await openDatabase(place)).close();
  });

  it('takes over the lock of a process that is dead', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeFile(join(folder, 'db.lock'), `${child.pid} 123`);
    await (await openDatabase({ folder: join(folder, 'db') })).close();
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it('fails on a folder that holds something else, and lets it go', async () => {
    const place = { folder: join(folder, 'db') };
    await writeFile(place.folder, 'not a folder');
    await expect(openDatabase(place)).rejects.toThrow();
    await rm(place.folder);
    await (await openDatabase(place)).close();
  });

  it('fails on a server that is not there', async () => {
    await expect(openDatabase({ folder: null, url: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow(
      /ECONNREFUSED/,
    );
  });

  it('lets several servers start together on an empty PostgreSQL database', async () => {
    const url = await newPostgresDatabase();
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ folder: null, url })));
    const epochs = await Promise.all(opened.map(({ db }, n) => epochOf(db, () => `${n}`)));
    expect(new Set(epochs).size).toBe(1);
    await Promise.all(opened.map((open) => open.close()));
  });

  it('gives one epoch to all processes of a PostgreSQL database, and hears what another notifies', async () => {
    const url = await newPostgresDatabase();
    const [one, two] = [await openDatabase({ folder: null, url }), await openDatabase({ folder: null, url })];
    expect(await epochOf(one.db, () => 'first')).toBe(await epochOf(two.db, () => 'second'));
    const heard: string[] = [];
    const end = await two.listen('callbook_test', (payload) => heard.push(payload));
    await one.db.execute(sql`select pg_notify('callbook_test', 'hello')`);
    await expect.poll(() => heard).toEqual(['hello']);
    const [row] = rowsOf(
      await one.db.execute(
        sql`select pid from pg_stat_activity where query like 'listen %' and datname = current_database()`,
      ),
    );
    await one.db.execute(sql`select pg_terminate_backend(${Number(row?.['pid'])})`);
    await expect.poll(() => heard, { timeout: 5000 }).toEqual(['hello', '']);
    await one.db.execute(sql`select pg_notify('callbook_test', 'again')`);
    await expect.poll(() => heard).toEqual(['hello', '', 'again']);
    await end();
    await Promise.all([one.close(), two.close()]);
  });

  it('gives a lock back only where it is still its own', async () => {
    const path = join(folder, 'x.lock');
    const unlock = await lockFolder(path);
    await writeFile(path, 'somebody else');
    await unlock();
    expect(await readFile(path, 'utf8')).toBe('somebody else');
  });

  it('knows an answer without rows as none', () => {
    expect(() => rowsOf(null)).toThrow(TypeError);
  });
});
