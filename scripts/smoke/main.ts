// npm run smoke -- <url>: calls every operation of a running server and says what it saw, a line each.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runSmoke, type Seen } from './run-smoke.ts';

const USAGE = `Usage: npm run smoke -- <url> [--email <admin> --password <password>] [--read-only]
Without an account it signs in as the demo workspace's admin. It makes leads, a contact, a customer and two accounts, all
called "example", and puts them away again; mails about them go to example.com and to the desk. --read-only makes nothing.`;

const MARK: Record<Seen['outcome'], string> = {
  ok: 'ok   ',
  refused: 'no   ',
  'left out': '-    ',
  wrong: 'WRONG',
};

/** Everything of the process comes as an argument. Gives the exit code. */
export async function main(argv: string[], say: (line: string) => void): Promise<number> {
  const asked = read(argv);
  if (asked === null) {
    say(USAGE);
    return 1;
  }
  const seen = await runSmoke({
    ...asked,
    report: ({ key, outcome, words }) => say(`${MARK[outcome]} ${key}  ${words}`),
  });
  const count = (outcome: Seen['outcome']) => seen.filter((one) => one.outcome === outcome).length;
  if (asked.readOnly) say('Read-only: what changes something was not called.');
  say(
    `${seen.length} calls: ${count('ok')} answered, ${count('refused')} refused as documented, ` +
      `${count('left out')} left out, ${count('wrong')} wrong`,
  );
  return count('wrong') === 0 && seen.length > 0 ? 0 : 1;
}

function read(argv: string[]) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      password: { type: 'string' },
      'read-only': { type: 'boolean', default: false },
    },
  });
  const [url = ''] = positionals;
  if (!URL.canParse(url) || (values.email === undefined) !== (values.password === undefined)) return null;
  const { email = '', password = '' } = values.email === undefined ? demoAdmin() : values;
  return { base: url.replace(/\/+$/, ''), account: { email, password }, readOnly: values['read-only'] };
}

function demoAdmin(): { email: string; password: string } {
  const accounts: { email: string; password: string; role: string }[] = JSON.parse(
    readFileSync(`${import.meta.dirname}/../../resources/demo/accounts.json`, 'utf8'),
  );
  const admin = accounts.find(({ role }) => role === 'admin');
  if (admin === undefined) throw new Error('the demo workspace has no admin');
  return admin;
}
