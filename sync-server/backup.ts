// npm run backup -- <folder>: the workspace in a new folder. An embedded database must not be in use by a server.
import 'temporal-polyfill/global';
import { parseArgs } from 'node:util';
import { makeBackup } from './backup/make-backup.ts';
import { runCommand } from './main/run-command.ts';

await runCommand(async (config) => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [folder] = positionals;
  if (folder === undefined) throw new Error('Usage: npm run backup -- <new folder>');
  const { made_at, files, engine } = await makeBackup(config, folder, new Date().toISOString());
  console.log(
    `The backup of ${made_at} (${engine}) is in ${folder}. It holds personal data and secrets: keep it so.`,
  );
  if (!files) console.log('Files lie in FILES_URL and are no part of it: back them up there.');
});
