// Starts the stand-in from its bundle, which is made anew whenever a source has changed: Node 20 runs no TypeScript,
// and a loader that transforms on the fly would also change how the app under test is loaded.
// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const here = import.meta.dirname;
const cache = join(here, '../../node_modules/.cache/callbook-stand-in');

/** The folder of the bundle made from the sources as they are now. @returns {string} */
function bundleFolder() {
  const hash = createHash('sha256');
  for (const folder of [here, join(here, 'page')]) {
    for (const name of readdirSync(folder).sort()) {
      if (/^[a-z-]+\.(ts|mjs)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return join(cache, hash.digest('hex').slice(0, 16));
}

const folder = bundleFolder();
if (!existsSync(folder)) {
  const { bundle } = await import('./bundle.mjs');
  await bundle(folder);
}
createRequire(import.meta.url)(join(folder, 'run.cjs'));
