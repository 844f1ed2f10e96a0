// A folder that electron-builder takes for Electron's runtime: a program that does nothing but hold the place of the
// fuses, as the real one does. With it a package can be built, and its content and fuses read back, where the runtime
// cannot be had.
// @ts-check
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands before the fuses in Electron's program. Source: @electron/fuses, constants. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const VERSION = 1;
const FUSES = 9;
/** As Electron is delivered: "0" off, "1" on; the cookies unencrypted, Node's doors open, any folder taken. */
const DELIVERED = '101100011';

/** Makes the folder. @param {string} folder @param {string} version Electron's */
export function makeFakeRuntime(folder, version) {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const program = join(folder, 'electron');
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([VERSION, FUSES]), Buffer.from(DELIVERED)]);
  writeFileSync(program, Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]));
  chmodSync(program, 0o755);
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), 'the place of a licence\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>the place of licences</p>\n');
}
