// Finds a Chromium for the tests, or gets one: Debian's package where root, else Playwright's own.
// @ts-check
import { existsSync } from 'node:fs';
import { browserPath } from './find-browser.mjs';
import { bin, giveUp, run } from './run.mjs';

/** The path of a Chromium. Ends the process with one line and a way out when none can be had. @returns {Promise<string>} */
export async function ensureBrowser() {
  const found = browserPath();
  if (found) return found;
  console.log('No Chromium found: installing one for the tests …');
  await (canApt() ? installDebian() : installPlaywright());
  if (!browserPath()) await installPlaywright();
  const path = browserPath();
  return (
    path ??
    giveUp(
      'No Chromium could be installed. Install Chromium or Chrome, or set CALLBOOK_CHROMIUM to its path.',
    )
  );
}

const canApt = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

async function installDebian() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { quiet: true, env });
}

const installPlaywright = () =>
  run(bin('playwright'), ['install', 'chromium'], { quiet: true, timeoutMs: 300_000 });
