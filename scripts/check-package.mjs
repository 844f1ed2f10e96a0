// npm run check:package: builds the desktop program as it ships, on a fake runtime, and holds it to what may be in it.
// @ts-check
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
const { buildPackage, filesOf, fusesOf, sizesOf, updateFile } = await import('./package/build-package.mjs');
const { judgeFiles, judgeFuses, judgeSizes, shippedPackages } = await import('./package/judge-package.mjs');

const folder = mkdtempSync(join(tmpdir(), 'callbook-package-'));
try {
  const program = await buildPackage(folder);
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const sizes = sizesOf(program);
  const files = filesOf(program);
  /** @type {[string, string[]][]} */
  const checks = [
    [`content of the archive (${files.length} files)`, judgeFiles(files, shippedPackages(lock))],
    ['fuses, read back from the program', judgeFuses(await fusesOf(program))],
    [
      `sizes: archive ${kB(sizes.asar)}, first scripts ${kB(sizes.js)} gz, styles ${kB(sizes.css)} gz`,
      judgeSizes(sizes),
    ],
    [
      'what the updater needs beside it',
      updateFile(program)?.includes('updaterCacheDirName: callbook-updater')
        ? []
        : ['app-update.yml does not name the updater’s folder'],
    ],
  ];
  for (const [name, wrong] of checks) {
    console.log(`${wrong.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
    for (const line of wrong) console.log(`     ${line}`);
  }
  console.log('Not shown here: AppImage, deb, nsis and dmg, signatures, and that Electron obeys its fuses.');
  const failed = checks.filter(([, wrong]) => wrong.length > 0).length;
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {number} bytes */
function kB(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}
