// Files on their way in. What arrives is written down piece by piece and is nobody's yet: it becomes a stored file when what
// it came with is taken, and goes in every other case.
import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../start-refused.ts';
import type { Content } from './content.ts';

export interface Draft extends Content {
  path: string;
  /** Hex. */
  sha256: string;
  /** Removes it; nothing happens where it is gone or has become a stored file. */
  drop(): Promise<void>;
}

export interface Drafts {
  /**
   * Writes down what comes, no faster than the disk takes it; holds one chunk at a time. Throws what the source throws, and
   * a fault when the disk says no; then nothing is left.
   */
  take(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Draft>;
  /** Removes what was last written to before this instant: a process that ended in the middle left it. Says how many. */
  sweep(before: string): Promise<number>;
}

/** The drafts in this folder, files mode 0600. */
export const createDrafts = (folder: string): Drafts => ({
  take: (chunks) => take(folder, chunks),
  sweep: (before) => sweep(folder, Date.parse(before)),
});

async function take(
  folder: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Draft> {
  const path = join(folder, randomBytes(16).toString('hex'));
  const file = await onDisk(openNew(path));
  const drop = () => rm(path, { force: true });
  try {
    return { path, drop, read: (at, length) => read(path, at, length), ...(await write(file, chunks)) };
  } catch (error) {
    await drop();
    throw error;
  }
}

async function write(file: FileHandle, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.byteLength;
      await onDisk(file.appendFile(chunk));
    }
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}

async function openNew(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return open(path, 'wx', 0o600);
}

/** Tells what the disk refuses from what the source throws. */
async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new Error('a file could not be stored', { cause });
  }
}

async function read(path: string, at: number, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function sweep(folder: string, before: number): Promise<number> {
  let swept = 0;
  for (const name of await unlessGone(() => readdir(folder), [])) {
    const path = join(folder, name);
    const written = await unlessGone(async () => (await stat(path)).mtimeMs, before);
    if (written >= before) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}

/** Another process may be quicker. */
async function unlessGone<T>(look: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return otherwise;
    throw error;
  }
}
