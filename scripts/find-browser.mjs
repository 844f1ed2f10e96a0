// Finds a Chromium to drive: CALLBOOK_CHROMIUM, one on the machine, or Playwright's own. Installing is ensure-browser's.
// @ts-check
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
];
const FIXED = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** The executable of a Chromium-like browser, or null when there is none. @returns {string | null} */
export function browserPath() {
  const wanted = process.env['CALLBOOK_CHROMIUM'];
  if (wanted) return existsSync(wanted) ? wanted : null;
  const fromPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((dir) => NAMES.map((name) => join(dir, name)));
  const fixed = FIXED[/** @type {'darwin' | 'win32'} */ (process.platform)] ?? [];
  return [...fromPath, ...fixed].find((path) => existsSync(path)) ?? playwrightsOwn();
}

/** @returns {string | null} */
function playwrightsOwn() {
  try {
    const path = createRequire(import.meta.url)('playwright-core').chromium.executablePath();
    return path && existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
