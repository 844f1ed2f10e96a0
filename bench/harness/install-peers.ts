// Installs the peers where they are missing: their own package, which nothing but the bench ever needs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from '../../scripts/run.mjs';

const FOLDER = join(ROOT, 'bench/peers');
const MINUTES = 10;

/** Null where they are there now, else why not. */
export async function installPeers(say: (line: string) => void): Promise<string | null> {
  if (areInstalled()) return null;
  say('Installing the peers (about a minute the first time) …');
  const args = ['install', '--prefix', FOLDER, '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];
  const { output } = await run('npm', [...args, '--loglevel=error'], {
    quiet: true,
    timeoutMs: MINUTES * 60_000,
  });
  return areInstalled() ? null : `could not be installed: ${output.trim().split('\n')[0] ?? ''}`;
}

function areInstalled(): boolean {
  const { dependencies } = readJson('package.json') as { dependencies: Record<string, string> };
  return Object.entries(dependencies).every(([name, version]) => {
    const file = `node_modules/${name}/package.json`;
    return existsSync(join(FOLDER, file)) && (readJson(file) as { version: string }).version === version;
  });
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
