import { randomBytes } from 'node:crypto';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTextSeal } from './seal.ts';
import { createWriteJournal } from './write-journal.ts';

const NAME = 'callbook-1';
const entry = (n: number, more: object = {}) => ({
  key: `leads ${n} w${n}`,
  collection: 'leads',
  id: String(n),
  write_id: `w${n}`,
  document: { id: String(n), name: `Lead ${n}` },
  base: null,
  ...more,
});

describe('the journal of unconfirmed writes', () => {
  let folder: string;
  let warnings: string[];
  let key = randomBytes(32);
  const file = () => join(folder, 'journal', `${NAME}.jsonl`);
  const journal = () =>
    createWriteJournal({
      folder: join(folder, 'journal'),
      seal: createTextSeal(() => key),
      warn: (message) => void warnings.push(message),
    });
  const lines = async () => (await readFile(file(), 'utf8')).split('\n').filter(Boolean);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'callbook-journal-'));
    warnings = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('holds after a restart what was appended and not settled, for this person only', async () => {
    const first = journal();
    await first.append(NAME, [entry(1), entry(2)]);
    await first.append(NAME, []);
    await first.settle(NAME, ['leads 1 w1', 'unknown']);
    await first.append('callbook-2', [entry(9)]);
    expect(await journal().read(NAME)).toEqual([entry(2)]);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('tells an entry that was appended again once, as it was last', async () => {
    const again = entry(1, { base: { id: '1', name: 'Before' } });
    const one = journal();
    await one.append(NAME, [entry(1), entry(2)]);
    await one.append(NAME, [again]);
    expect(await one.read(NAME)).toEqual([entry(2), again]);
    expect(await journal().read(NAME)).toEqual([entry(2), again]);
  });

  it('lets calls take effect in the order in which they were made', async () => {
    const one = journal();
    await one.append(NAME, [entry(1)]);
    const calls = [one.settle(NAME, [entry(1).key]), one.append(NAME, [entry(1), entry(2)])];
    await Promise.all([...calls, one.settle(NAME, [entry(2).key])]);
    expect(await one.read(NAME)).toEqual([entry(1)]);
    expect(await journal().read(NAME)).toEqual([entry(1)]);
  });

  it('writes what comes at the same time together, and loses none of it', async () => {
    const one = journal();
    await Promise.all(Array.from({ length: 300 }, (_, n) => one.append(NAME, [entry(n)])));
    expect(await journal().read(NAME)).toHaveLength(300);
  });

  it('drops a line that a power cut has torn, says so, and goes on behind it', async () => {
    await journal().append(NAME, [entry(1)]);
    await appendFile(file(), '{"put":{"key":"leads 2 w2","coll');
    const after = journal();
    expect(await after.read(NAME)).toEqual([entry(1)]);
    expect(warnings).toEqual(['write journal: 1 unreadable line(s) dropped']);
    await after.append(NAME, [entry(3)]);
    expect(await journal().read(NAME)).toEqual([entry(1), entry(3)]);
  });

  it('passes over a damaged line in the middle', async () => {
    await journal().append(NAME, [entry(1)]);
    await appendFile(file(), 'rubbish\n{"put":{"key":1}}\n');
    await appendFile(file(), `${JSON.stringify({ put: entry(2) })}\n`);
    expect(await journal().read(NAME)).toEqual([entry(1), entry(2)]);
    expect(warnings).toEqual(['write journal: 2 unreadable line(s) dropped']);
  });

  it('grows no larger than twice what stands', async () => {
    const one = journal();
    await one.append(NAME, [entry(0)]);
    for (let n = 1; n <= 250; n += 1) {
      await one.append(NAME, [entry(n)]);
      await one.settle(NAME, [entry(n).key]);
    }
    expect((await lines()).length).toBeLessThan(250);
    expect(await journal().read(NAME)).toEqual([entry(0)]);
    expect(await readdir(join(folder, 'journal'))).toEqual([`${NAME}.jsonl`]);
  });

  it('forgets a replica whole', async () => {
    const one = journal();
    await one.append(NAME, [entry(1)]);
    await one.forget(NAME);
    expect(await one.read(NAME)).toEqual([]);
    expect(await readdir(join(folder, 'journal'))).toEqual([]);
  });

  it('says when the disk does not take a write, and does better once it does', async () => {
    await writeFile(join(folder, 'journal'), 'a file where the folder should be');
    const one = journal();
    await expect(one.append(NAME, [entry(1)])).rejects.toThrow(/EEXIST|ENOTDIR/);
    await rm(join(folder, 'journal'));
    await one.append(NAME, [entry(1)]);
    expect(await one.read(NAME)).toEqual([entry(1)]);
  });

  it.skipIf(process.platform !== 'linux')('tells of a full disk', async () => {
    const one = journal();
    await one.append(NAME, [entry(1)]);
    await rm(file());
    await symlink('/dev/full', file());
    await expect(one.append(NAME, [entry(2)])).rejects.toThrow(/ENOSPC|EINVAL/);
    expect(await one.read(NAME)).toEqual([entry(1)]);
    await rm(file());
    await one.append(NAME, [entry(3)]);
    expect(await one.read(NAME)).toEqual([entry(1), entry(3)]);
  });

  it('holds no word of what was written', async () => {
    await journal().append(NAME, [entry(1, { document: { id: '1', name: 'Priya Raman' } })]);
    expect(await lines()).toHaveLength(1);
    expect(await readFile(file(), 'utf8')).not.toContain('Priya');
  });

  it('seals what an older version has written plainly', async () => {
    await mkdir(join(folder, 'journal'));
    const texts = [{ put: entry(1) }, { put: entry(2) }, { settled: ['leads 1 w1'] }];
    await writeFile(file(), texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
    expect(await journal().read(NAME)).toEqual([entry(2)]);
    expect(await readFile(file(), 'utf8')).not.toContain('Lead');
    expect(await journal().read(NAME)).toEqual([entry(2)]);
    expect(warnings).toEqual([]);
  });

  it('keeps the file beside where another key has sealed it', async () => {
    const old = key;
    await journal().append(NAME, [entry(1)]);
    key = randomBytes(32);
    const next = journal();
    expect(await next.read(NAME)).toEqual([]);
    await next.append(NAME, [entry(2)]);
    key = old;
    const beside = (await readdir(join(folder, 'journal'))).find((name) => name.endsWith('.closed')) ?? '';
    await rename(join(folder, 'journal', beside), file());
    expect(await journal().read(NAME)).toEqual([entry(1)]);
  });

  it('reads the file again after a lock', async () => {
    const one = journal();
    await one.append(NAME, [entry(1)]);
    one.lock();
    expect(await one.read(NAME)).toEqual([entry(1)]);
  });

  it('is counted over all replicas while the key is open, and goes with all that was put aside', async () => {
    expect(await journal().count()).toBe(0);
    const own = journal();
    await own.append(NAME, [entry(1), entry(2)]);
    await own.append('callbook-2', [entry(3)]);
    await own.settle(NAME, [entry(1).key]);
    expect(await journal().count()).toBe(2);
    await writeFile(`${file()}.17.closed`, 'sealed under an older key');
    const locked = createWriteJournal({
      folder: join(folder, 'journal'),
      seal: createTextSeal(() => null),
      warn: (message) => void warnings.push(message),
    });
    expect(await locked.count()).toBeNull();
    expect(warnings.at(-1)).toMatch(/not counted/);
    await own.removeAll();
    expect(await readdir(folder)).not.toContain('journal');
    expect(await own.count()).toBe(0);
  });
});
