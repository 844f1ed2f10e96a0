// Who may import whom: the layers of the house, checked on every source file. A breach fails the check.
// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from 'oxc-parser';
import { ROOT } from './run.mjs';

/** @typedef {{ from: string, to: string, typeOnly: boolean, package: boolean }} Import `to`: a project path or a package */

const SIDES = ['domain', 'electron', 'renderer', 'sync-server'];
const DOMAIN_PACKAGES = ['zod', 'uuid', 'intl-messageformat'];
/** What every part is given: it names parts of all layers, and all layers take it. */
const DEPS = 'sync-server/deps.ts';
const SERVER_BASE = ['http', 'db', 'feed', 'mail', 'files', 'audit'];
const IMPURE = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bfetch\(|\bprocess\./;

/** The rules: each says what is wrong with an import, or nothing. @type {((i: Import) => string | false)[]} */
const RULES = [
  ({ from, to, typeOnly, package: isPackage }) =>
    !isPackage &&
    side(from) !== side(to) &&
    SIDES.includes(side(from)) &&
    SIDES.includes(side(to)) &&
    side(to) !== 'domain' &&
    !(side(from) === 'renderer' && to === 'electron/ipc/contract.ts' && typeOnly) &&
    `${side(from)} imports domain only, never ${side(to)}`,
  ({ to, package: isPackage }) => !isPackage && side(to) === 'bench' && 'nothing imports the bench',
  ({ from, to, package: isPackage }) =>
    side(from) === 'domain' &&
    (isPackage
      ? !DOMAIN_PACKAGES.includes(to) && !isTest(from) && !from.startsWith('domain/testing/')
      : side(to) !== 'domain') &&
    'domain imports zod, uuid, intl-messageformat and itself',
  ({ from, to }) =>
    !isTest(from) && !inTesting(from) && inTesting(to) && 'testing is never imported by what ships',
  ({ from, to }) =>
    part(from, 0) === 'renderer' &&
    part(from, 1) === 'features' &&
    part(to, 1) === 'features' &&
    part(to, 0) === 'renderer' &&
    part(from, 2) !== part(to, 2) &&
    !isTest(from) &&
    'a feature never imports another feature',
  ({ from, to }) =>
    side(from) === side(to) &&
    to !== DEPS &&
    rank(from) < rank(to) &&
    !isTest(from) &&
    !inTesting(from) &&
    `${layer(from)} lies below ${layer(to)}`,
  ({ from, to, package: isPackage }) =>
    isPackage &&
    to === 'hono' &&
    isServerNoun(from) &&
    !/routes\.ts$|\/http\//.test(from) &&
    !isTest(from) &&
    'only routes know Hono',
  ({ from, to, package: isPackage }) =>
    isPackage && to === 'drizzle-orm' && /routes\.ts$/.test(from) && 'routes know no SQL',
  ({ from, to, package: isPackage }) =>
    isPackage &&
    to === 'nodemailer' &&
    from !== 'sync-server/mail/mailer.ts' &&
    !isTest(from) &&
    'only the mailer knows nodemailer',
  ({ from, to, typeOnly, package: isPackage }) =>
    isPackage &&
    !typeOnly &&
    to === 'electron' &&
    isTest(from) &&
    side(from) === 'electron' &&
    'a unit test never imports electron',
];

const side = (/** @type {string} */ path) => part(path, 0);
const part = (/** @type {string} */ path, /** @type {number} */ at) => path.split('/')[at] ?? '';
const isTest = (/** @type {string} */ path) => /\.(test|spec)\.tsx?$/.test(path);
const inTesting = (/** @type {string} */ path) => path.split('/').includes('testing');
const isServerNoun = (/** @type {string} */ path) =>
  side(path) === 'sync-server' && path.split('/').length > 2 && !['testing', 'http'].includes(part(path, 1));

/** The layer of a file inside its side. @param {string} path */
function layer(path) {
  if (side(path) === 'renderer')
    return part(path, 1).includes('.') ? 'renderer/main' : `renderer/${part(path, 1)}`;
  if (side(path) === 'sync-server')
    return part(path, 1).includes('.') ? `server/${part(path, 1)}` : `server/${part(path, 1)}`;
  return side(path);
}

/** Higher ranks may import lower ones; equal ranks may import each other. @param {string} path */
function rank(path) {
  const second = part(path, 1).replace(/\.\w+$/, '');
  if (side(path) === 'renderer') {
    if (second === 'features') return 3;
    if (second === 'replica' || second === 'session' || second === 'resume') return 2;
    if (second === 'ui') return 1;
    return part(path, 1).includes('.') ? 4 : 0;
  }
  if (side(path) !== 'sync-server') return 0;
  if (['main', 'seed', 'epoch', 'doctor', 'backup', 'restore', 'audit-verify'].includes(second)) return 5;
  if (second === 'app') return 4;
  if (SERVER_BASE.includes(second)) return 1;
  if (second === 'deps') return 2;
  return part(path, 1).includes('.') ? 0 : 2;
}

/** All imports of a source file, with project paths resolved. @param {string} file @param {string} source @returns {Import[]} */
export function importsOf(file, source) {
  const { module } = parseSync(file, source);
  const statics = [
    ...module.staticImports.map((entry) => ({
      name: entry.moduleRequest.value,
      typeOnly: entry.entries.length > 0 && entry.entries.every(({ isType }) => isType),
    })),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ name: moduleRequest.value, typeOnly: isType }] : [],
      ),
    ),
    ...module.dynamicImports.flatMap(({ moduleRequest }) => {
      const name = source.slice(moduleRequest.start + 1, moduleRequest.end - 1);
      return /^['"]/.test(source.slice(moduleRequest.start)) ? [{ name, typeOnly: false }] : [];
    }),
  ];
  return statics.map(({ name, typeOnly }) => {
    if (name.startsWith('#domain/')) return { from: file, to: name.slice(1), typeOnly, package: false };
    if (name.startsWith('.'))
      return { from: file, to: join(dirname(file), name).replaceAll('\\', '/'), typeOnly, package: false };
    const [first = '', second = ''] = name.split('/');
    return { from: file, to: first.startsWith('@') ? `${first}/${second}` : first, typeOnly, package: true };
  });
}

/** What is wrong in one file, one line each. @param {string} file @param {string} source @returns {string[]} */
export function breachesOf(file, source) {
  const wrong = importsOf(file, source).flatMap((entry) =>
    RULES.flatMap((rule) => {
      const why = rule(entry);
      return why ? [`${file}: ${why} (${entry.to})`] : [];
    }),
  );
  const pure = side(file) === 'domain' && !isTest(file) && !inTesting(file);
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return pure && IMPURE.test(code)
    ? [...wrong, `${file}: domain has no clock, no chance and no outside`]
    : wrong;
}

/** All source files of the four sides, as project paths. @returns {string[]} */
function sourceFiles() {
  return SIDES.flatMap((name) =>
    readdirSync(join(ROOT, name), { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isFile() && /\.tsx?$/.test(entry.name) && !/node_modules|\/dist(\/|$)/.test(entry.parentPath),
      )
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const breaches = sourceFiles().flatMap((file) => breachesOf(file, readFileSync(join(ROOT, file), 'utf8')));
  for (const line of breaches) console.error(line);
  console.log(
    breaches.length === 0 ? 'Import rules hold.' : `${breaches.length} breaches of the import rules.`,
  );
  process.exit(breaches.length === 0 ? 0 : 1);
}
