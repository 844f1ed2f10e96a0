// npm run release -- <folder>: signs the installers of a folder and publishes them on a server, the feeds last.
// `--renew` signs what is published anew, before its word ends; `--new-key <file>` makes the publisher's key.
// @ts-check
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensure-installed.mjs';
import { ROOT } from './run.mjs';

const USAGE = `npm run release -- <folder> [--server https://…] [--key <file>] [--rollout 100] [--days 90] [--notes <text>]
npm run release -- --renew [--server …] [--key …] [--days 90]
npm run release -- --new-key <file>
Admin: CALLBOOK_EMAIL, CALLBOOK_PASSWORD. Server and key also by CALLBOOK_SERVER and CALLBOOK_RELEASE_KEY.`;

/** @param {string | undefined} text @param {number} least @param {number} most */
const whole = (text, least, most) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`give a whole number from ${least} to ${most}, not ${text}`);
  return value;
};

/** @param {string | undefined} value @param {string} name */
const needed = (value, name) => {
  if (!value) throw new Error(`${name} is missing.\n${USAGE}`);
  return value;
};

async function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      server: { type: 'string' },
      key: { type: 'string' },
      rollout: { type: 'string', default: '100' },
      days: { type: 'string', default: '90' },
      notes: { type: 'string' },
      renew: { type: 'boolean', default: false },
      'new-key': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  await ensureInstalled();
  const { register } = await import('tsx/esm/api');
  register();
  const { makeKey, readKey } = await import('./release/release-key.ts');
  if (values['new-key']) {
    const path = values['new-key'];
    if (!relative(ROOT, path).startsWith('..')) throw new Error('keep the key outside of the project');
    const key = await makeKey(path);
    await writeFile(join(ROOT, 'resources/update-key.json'), `${JSON.stringify({ public_key: key })}\n`);
    console.log(
      `private key: ${path} (keep a copy in a safe place: without it no laptop takes another update)`,
    );
    console.log(
      `public key: ${key}, written to resources/update-key.json; give the server UPDATE_PUBLIC_KEY=${key}`,
    );
    return;
  }
  const { openReleaseServer } = await import('./release/server-of-releases.ts');
  const { publishFolder, renewReleases } = await import('./release/publish-folder.ts');
  const days = whole(values.days, 1, 365);
  const rollout = whole(values.rollout, 0, 100);
  const key = await readKey(needed(values.key ?? process.env['CALLBOOK_RELEASE_KEY'], '--key'));
  const address = needed(values.server ?? process.env['CALLBOOK_SERVER'], '--server').replace(/\/+$/, '');
  const server = await openReleaseServer(address, {
    email: needed(process.env['CALLBOOK_EMAIL'], 'CALLBOOK_EMAIL'),
    password: needed(process.env['CALLBOOK_PASSWORD'], 'CALLBOOK_PASSWORD'),
  });
  const expires = new Date(Date.now() + days * 86_400_000).toISOString();
  const terms = { expires, ...(values.notes === undefined ? {} : { notes: values.notes }) };
  const job = { server, key, terms, say: (/** @type {string} */ line) => console.log(line) };
  if (values.renew) console.log(`${await renewReleases(job)} renewed`);
  else await publishFolder(needed(positionals[0], 'the folder of the installers'), rollout, job);
}

run().catch((fault) => {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exit(1);
});
