// The server's own folder: made where it is missing, and tried before anything is put into it.
import { randomBytes } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, StartRefused } from '../start-refused.ts';

/** Makes sure that the folder can be written. Throws StartRefused. */
export async function prepareDataDir(folder: string): Promise<void> {
  const probe = join(folder, `.probe-${randomBytes(6).toString('hex')}`);
  try {
    await makeFolder(folder);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    throw new StartRefused(
      `DATA_DIR: ${folder} cannot be written (${code}): make it writable, or set DATA_DIR to another folder`,
      { cause: error },
    );
  }
}

/** Step by step: Node's own recursive mkdir never returns below folders like /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    if ((await stat(folder)).isDirectory()) return;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  }
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker; a file in its place fails at the next step.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
