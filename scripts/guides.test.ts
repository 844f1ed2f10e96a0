// Holds the guides to the program: commands, variables, addresses, keys and labels that they name are there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../sync-server/config.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const GUIDES = ['docs/operations.md', 'docs/guide-admin.md', 'docs/guide-user.md', 'CONTRIBUTING.md'];
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);
/** Set by the compose file or by people's own shell, not read by the server. */
const NOT_OF_THE_SERVER = new Set([
  'POSTGRES_PASSWORD',
  'BIND',
  'CALLBOOK_EMAIL',
  'CALLBOOK_PASSWORD',
  'WON',
  'LOST',
  'PENDING',
  'REACHED_OUT',
  'LISTEN',
  'URL',
]);

const config = readConfig({});
const variables = new Set(config.ok ? Object.keys(config.value) : []);
const renderer = readdirSync(join(ROOT, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
  .map((path) => read(join('renderer', path)))
  .join('\n');

describe.each(GUIDES)('%s', (guide) => {
  const text = read(guide);

  it('names commands that there are', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    const named = found(text, /npm run ([a-z:]+)/g);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('names variables that the server reads', () => {
    const named = found(text, /`([A-Z][A-Z_]{2,})(?:=[^`]*)?`/g).filter(
      (name) => !NOT_OF_THE_SERVER.has(name),
    );
    expect(named.filter((name) => !variables.has(name))).toEqual([]);
  });

  it('names addresses that the API has', () => {
    const http = read('docs/api/callbook.http').replaceAll(
      /\{\{\w+_id\}\}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g,
      '{id}',
    );
    const named = [...text.matchAll(/`(GET|POST|PATCH|PUT|DELETE) (\/api[^`?\s]*)[^`]*`/g)];
    const missing = named.filter(
      ([, method, path]) =>
        !new RegExp(`^${method} \\{\\{base_url\\}\\}${path?.replaceAll(/[{}]/g, '\\$&')}(\\?|$)`, 'm').test(
          http,
        ),
    );
    expect(missing.map(([all]) => all)).toEqual([]);
  });

  it('points to files that are there', () => {
    const links = found(text, /\]\((?!https?:)([^)#]+)\)/g);
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(guide), link)))).toEqual([]);
  });
});

describe('the guide for users', () => {
  const text = read('docs/guide-user.md');

  it('names keys as the program does', () => {
    const rows = [...text.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].slice(1);
    expect(rows.length).toBeGreaterThan(10);
    const words = rows
      .flatMap(([, , does = '']) => does.split(/, (?=[A-Z])/))
      .map((label) => label.split(':')[0]?.trim() ?? '')
      .filter((label) => /^[A-Z]/.test(label));
    expect(words.filter((label) => !renderer.includes(label))).toEqual([]);
  });

  it('names buttons, screens and fields by their words', () => {
    const bold = found(text, /\*\*([A-Z][a-z][^*]+)\*\*/g).filter(
      (words) => !/^(Ctrl|Shift|Alt|Enter)/.test(words),
    );
    expect(bold.length).toBeGreaterThan(15);
    const menu = read('electron/main/menu.ts');
    expect(bold.filter((words) => !renderer.includes(words) && !menu.includes(words))).toEqual([]);
    const lead = text.slice(text.indexOf('On a lead:'), text.indexOf('## Accounts'));
    const acts = found(lead, /\*\*[A-Z]\*\* ([A-Z][^,.]+?(?:, then its letter)?)[,.]/g);
    expect(acts.length).toBe(8);
    expect(acts.filter((words) => !renderer.includes(`'${words}'`))).toEqual([]);
  });
});

describe('the settings of mail services', () => {
  const blocks = found(read('docs/operations.md'), /```env\n([^`]+)```/g);

  it.each([
    [
      'SendGrid',
      { SMTP_HOST: 'smtp.sendgrid.net', SMTP_PORT: 587, SMTP_TLS: 'starttls', SMTP_USER: 'apikey' },
    ],
    ['Resend', { SMTP_HOST: 'smtp.resend.com', SMTP_PORT: 465, SMTP_TLS: 'true', SMTP_USER: 'resend' }],
    ['SES', { SMTP_HOST: 'email-smtp.eu-central-1.amazonaws.com', SMTP_PORT: 587, SMTP_TLS: 'starttls' }],
  ])('are taken by the server as they stand: %s', (_, value) => {
    const env = blocks.map((block) =>
      Object.fromEntries(
        block
          .trim()
          .split('\n')
          .map((line) => line.split(/=(.*)/, 2)),
      ),
    );
    const own = env.find(({ SMTP_HOST }) => SMTP_HOST === value.SMTP_HOST);
    expect(readConfig(own ?? {})).toMatchObject({
      ok: true,
      value: { ...value, SMTP_FROM_EMAIL: 'desk@example.com' },
    });
  });
});

it('the workflow of continuous integration runs what .ci/run runs', () => {
  expect(found(read('.github/workflows/ci.yml'), /- run: (.+)/g)).toContain('.ci/run');
});
