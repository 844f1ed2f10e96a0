// One process per embedded database: PGlite itself lets two write to one folder, and rows vanish.
import { open, readFile, rename, rm } from 'node:fs/promises';

/** Thrown when a living process holds the folder; the message tells a person what to do. */
export class FolderInUse extends Error {
  constructor(
    path: string,
    readonly pid: number,
  ) {
    super(
      `the database folder is in use by process ${pid}; stop it, or set DATA_DIR to another folder (lock: ${path})`,
    );
  }
}

/**
 * Takes the lock file at `path`, or throws FolderInUse. A lock left by a process that is dead is taken over. The returned
 * function gives it back.
 */
export async function lockFolder(path: string): Promise<() => Promise<void>> {
  const mine = `${process.pid} ${await startOf(process.pid)}`;
  while (!(await tryWrite(path, mine))) {
    const holder = await readHolder(path);
    if (holder && (await isAlive(holder))) throw new FolderInUse(path, holder.pid);
    await removeStale(path);
  }
  return async () => {
    if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true });
  };
}

interface Holder {
  pid: number;
  start: string;
}

async function tryWrite(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(content);
    await file.close();
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  const [pid, start] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
  return pid ? { pid: Number(pid), start: start ?? '' } : null;
}

async function isAlive({ pid, start }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    if (!isErrno(error, 'EPERM')) return false;
  }
  return (await startOf(pid)) === start;
}

/** When a process began, so that a number used again is not taken for the old holder; '' where that cannot be read. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Of several processes that find the same dead lock, one renames it away; the others see it gone and try again. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    await rm(aside, { force: true });
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
