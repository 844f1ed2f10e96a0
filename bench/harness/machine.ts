// The facts of the machine without which a number says nothing.
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { browserPath } from '../../scripts/find-browser.mjs';

export interface Machine {
  cores: number;
  processor: string;
  memory_gb: number;
  system: string;
  node: string;
  chromium: string;
  /** Mean number of processes that wanted a core in the last minute, before anything was measured. */
  load: number;
  date: string;
}

export function machineFacts(): Machine {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memory_gb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
    chromium: chromiumVersion(),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    date: new Date().toISOString(),
  };
}

function chromiumVersion(): string {
  const path = browserPath();
  if (path === null) return 'none';
  const said = execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return said.trim();
}
