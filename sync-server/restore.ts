// npm run restore -- <folder> [--force]: puts a backup back and makes a new epoch. The server must not run meanwhile.
import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { createIds } from '#domain/ids.ts';
import { restoreBackup } from './backup/restore-backup.ts';
import { runCommand } from './main/run-command.ts';

await runCommand(async (config) => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { force: { type: 'boolean', default: false } },
  });
  const [source] = positionals;
  if (source === undefined) throw new Error('Usage: npm run restore -- <folder of the backup> [--force]');
  const clock = { now: () => new Date().toISOString() };
  const { manifest, epoch, kept } = await restoreBackup({
    ...{ config, source, force: values.force, clock, ids: createIds() },
  });
  console.log(
    `The backup of ${manifest.made_at} is restored. The epoch is ${epoch} now: every device checks its data.`,
  );
  for (const place of kept) console.log(`What was there before is kept: ${place}`);
  if (!manifest.files) console.log('Files lie in FILES_URL: restore them there.');
});
