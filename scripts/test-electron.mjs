// npm run test:electron: the end-to-end specs on real Electron, and what only it can show. Ends with an error where its
// runtime is not on this machine: nothing else may pass for it.
// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { bin, giveUp, ROOT, run } from './run.mjs';

await ensureInstalled();
if (!existsSync(join(ROOT, 'node_modules/electron/path.txt'))) {
  giveUp(
    'Electron’s runtime is not here. `npx electron --version` loads it where its downloads can be reached; then run this again.',
  );
}
await ensureBuilt();
const { code } = await run(
  bin('playwright'),
  ['test', '-c', 'e2e/playwright.config.ts', ...process.argv.slice(2)],
  {
    env: { E2E_HOST: 'electron' },
  },
);
process.exitCode = code;
