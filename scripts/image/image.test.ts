import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../sync-server/config.ts';
import { importsOf } from '../import-rules.mjs';
import { copyOf, isIgnored, stagesOf } from './dockerfile.mjs';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifestOf = (path: string): { dependencies: Record<string, string>; engines: { node: string } } =>
  JSON.parse(read(path));

describe('the image of the server', () => {
  const stages = stagesOf(read('Dockerfile'));

  it('copies what is there and is not kept out', () => {
    const copies = stages.flatMap(({ steps }) =>
      steps.filter(({ name }) => name === 'COPY').map(({ text }) => copyOf(text)),
    );
    const paths = copies.filter(({ stage }) => stage === null).flatMap(({ from }) => from);
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      expect(existsSync(join(ROOT, path)), path).toBe(true);
      expect(isIgnored(read('.dockerignore'), path), path).toBe(false);
    }
    const names = stages.map(({ name }) => name);
    for (const { stage } of copies) if (stage !== null) expect(names).toContain(stage);
  });

  it.each([
    '.env',
    'data/jwt-secret',
    'data/files/ab/cd/abcd',
    'node_modules/hono/x.js',
    'sync-server/dist/main.js',
  ])('never takes %s of this machine in', (path) =>
    expect(isIgnored(read('.dockerignore'), path)).toBe(true),
  );

  it('runs as nobody special, on a Node that the server takes', () => {
    const steps = stages.at(-1)?.steps ?? [];
    expect(steps).toContainEqual({ name: 'USER', text: 'node' });
    const [, oldest = '99'] = /(\d+)\./.exec(manifestOf('sync-server/package.json').engines.node) ?? [];
    for (const { image } of stages)
      expect(Number(/node:(\d+)/.exec(image)?.[1])).toBeGreaterThanOrEqual(Number(oldest));
  });

  it('needs no package that is not among those of production', () => {
    const { dependencies } = manifestOf('sync-server/package.json');
    const sources = ['sync-server', 'domain'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .map((path) => join(folder, path).replaceAll('\\', '/'))
        .filter(
          (path) =>
            /\.ts$/.test(path) && !/\.test\.ts$|\/testing\/|\.config\.ts$|\/(dist|node_modules)\//.test(path),
        ),
    );
    const used = new Set(
      sources.flatMap((path) =>
        importsOf(path, read(path)).flatMap((one) => (one.package && !one.typeOnly ? [one.to] : [])),
      ),
    );
    const missing = [...used].filter((name) => !name.startsWith('node:') && dependencies[name] === undefined);
    expect(used.size).toBeGreaterThan(8);
    expect(missing).toEqual([]);
  });
});

describe('a Dockerfile', () => {
  it('is read by stages, over lines that go on', () => {
    expect(stagesOf('# words\nFROM a:1 AS one\nRUN x \\\n  y\n\nfrom b:2\nCOPY --from=one /a ./')).toEqual([
      { image: 'a:1', name: 'one', steps: [{ name: 'RUN', text: 'x y' }] },
      { image: 'b:2', name: null, steps: [{ name: 'COPY', text: '--from=one /a ./' }] },
    ]);
    expect(copyOf('--from=one /a ./')).toEqual({ stage: 'one', from: ['/a'], to: './' });
    expect(copyOf('a b c/')).toEqual({ stage: null, from: ['a', 'b'], to: 'c/' });
  });
});

describe('the compose file', () => {
  const text = read('compose.yaml');
  const server = text.slice(text.indexOf('\n  server:\n'), text.indexOf('\n  db:\n'));
  const environment = (given: Record<string, string>) =>
    Object.fromEntries(
      [...server.matchAll(/^ {6}([A-Z_]+): (.*)$/gm)].map(([, name = '', value = '']) => [
        name,
        value.replace(
          /\$\{(\w+):-([^}]*)\}/g,
          (_, key: string, otherwise: string) => given[key] || otherwise,
        ),
      ]),
    );

  it('gives the server an environment that it takes: its database, and mails to the catcher', () => {
    expect(readConfig(environment({}))).toMatchObject({
      ok: true,
      value: {
        DATABASE_URL: 'postgres://callbook:callbook@db:5432/callbook',
        SMTP_HOST: 'mail',
        SMTP_PORT: 1025,
        SMTP_TLS: 'false',
        ADMIN_EMAIL: null,
      },
    });
  });

  it('passes on what .env sets', () => {
    const given = {
      ...{
        PUBLIC_URL: 'https://crm.example.com',
        SMTP_HOST: 'smtp.example.com',
        SMTP_PORT: '587',
        SMTP_TLS: 'starttls',
      },
      ...{ ADMIN_EMAIL: 'a@example.com', ADMIN_PASSWORD: 'long enough it is' },
      ...{ FILES_URL: 's3://bucket/files', AWS_REGION: 'eu-central-1', AWS_SECRET_ACCESS_KEY: 'secret' },
    };
    expect(readConfig(environment(given))).toMatchObject({
      ok: true,
      value: { ...given, SMTP_PORT: 587 },
    });
  });

  it('opens no port beyond this machine unless BIND says so', () => {
    const ports = [...text.matchAll(/^ {6}- "([^"]+:\d+)"$/gm)].map(([, port]) => port);
    expect(ports).toHaveLength(2);
    for (const port of ports) expect(port).toMatch(/^(127\.0\.0\.1|\$\{BIND:-127\.0\.0\.1\}):/);
  });
});
