// Other processes of this machine: whether one still runs and as what. A process that has ended but was not collected
// has no command line any more and counts as ended.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The command line of a running process; null when there is none of this number. */
export function commandLineOf(pid: number): string | null {
  try {
    const text =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return text.trim() === '' ? null : text;
  } catch {
    return null;
  }
}

/** Ends the process at once and waits, up to five seconds, until it is gone. Blocks. */
export function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    return;
  }
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let tries = 0; tries < 500 && commandLineOf(pid) !== null; tries++) Atomics.wait(pause, 0, 0, 10);
}
