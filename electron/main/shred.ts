// Takes key files from the disk so that they cannot be brought back from the folder: written over, written through, and then
// removed. What a drive keeps of a file that was written over is its own business; the key in it is wrapped besides.
import { randomBytes } from 'node:crypto';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './write-journal.ts';

/** Shreds the files of a folder whose names fit. Those that are gone already are passed over. */
export async function shredFiles(folder: string, fits: RegExp): Promise<void> {
  const names = (await readdir(folder)).filter((name) => fits.test(name));
  for (const name of names) await shred(join(folder, name));
  await syncFolder(folder);
}

async function shred(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path);
}
