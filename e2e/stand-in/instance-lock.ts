// The lock that lets an app run once per user-data folder. A second start leaves its arguments in a file for the
// first one, which watches the folder.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf } from './processes.ts';

export type SecondStart = { argv: string[]; cwd: string; data: unknown };

/** Takes the lock, or hands this start over to its holder and answers false. A dead holder's lock is void. */
export function takeInstanceLock(
  userData: string,
  data: unknown,
  onSecond: (start: SecondStart) => void,
): boolean {
  const folder = join(userData, 'stand-in-lock');
  const lock = join(folder, 'pid');
  mkdirSync(folder, { recursive: true });
  const holder = holderOf(lock);
  if (holder !== null && holder !== process.pid) {
    const start: SecondStart = { argv: process.argv, cwd: process.cwd(), data: data ?? null };
    const draft = join(folder, `draft-${process.pid}`);
    writeFileSync(draft, JSON.stringify(start));
    renameSync(draft, join(folder, `start-${process.pid}.json`));
    return false;
  }
  writeFileSync(lock, String(process.pid));
  process.on('exit', () => rmSync(lock, { force: true }));
  watch(folder, () => takeStarts(folder, onSecond)).unref();
  return true;
}

/** Gives the lock back. */
export const dropInstanceLock = (userData: string): void =>
  rmSync(join(userData, 'stand-in-lock', 'pid'), { force: true });

function holderOf(lock: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
    return commandLineOf(pid)?.includes('stand-in') ? pid : null;
  } catch {
    return null;
  }
}

function takeStarts(folder: string, onSecond: (start: SecondStart) => void): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith('start-'))) {
    const file = join(folder, name);
    const start: SecondStart = JSON.parse(readFileSync(file, 'utf8'));
    rmSync(file);
    onSecond(start);
  }
}
