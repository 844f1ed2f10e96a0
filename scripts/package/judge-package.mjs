// What may be in a package of the desktop program, and what its fuses are: judges what was read from one, and says in a
// sentence each what is wrong. Reads nothing itself.
// @ts-check
import { isBuiltin } from 'node:module';

/** Electron's switches as they ship, by @electron/fuses' names. On is true. */
export const FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** Bytes. The page's are those that it fetches before anything can be seen, as gzip sends them. */
export const BUDGET = { asar: 10_000_000, js: 250_000, css: 40_000 };

const SHIPS = /^\/(package\.json|LICENSE|out\/(main|preload|renderer)\/.+|node_modules\/.+)$/;
const NO_BUSINESS = /\.(map|ts|mts|cts|tsx)$|\.(test|spec)\.[a-z]+$|(^|\/)(testing|__tests__)\//;
/** Fields of package.json that are of use to whoever builds only. */
const BUILDERS = ['scripts', 'devDependencies', 'workspaces', 'overrides', 'allowScripts', 'build'];

/** @typedef {{ path: string, text: string | null }} File `text`: of scripts, pages and JSON */

/**
 * The packages that ship: those that `dependencies` of the lock file's root name, and theirs in turn.
 * @param {{ packages: Record<string, { dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }> }} lock
 * @returns {Set<string>}
 */
export function shippedPackages(lock) {
  /** @type {Set<string>} */
  const found = new Set();
  const open = Object.keys(lock.packages['']?.dependencies ?? {});
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {}));
  }
  return found;
}

/** The name of the package that a path below node_modules belongs to. @param {string} path */
const packageOf = (path) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? null;

/** @param {File[]} files @param {Set<string>} packages @returns {string[]} */
export function judgeFiles(files, packages) {
  const wrong = files.flatMap(({ path, text }) => {
    if (!SHIPS.test(path)) return [`${path} does not belong in it`];
    if (NO_BUSINESS.test(path)) return [`${path} is of use to whoever builds only`];
    const name = packageOf(path);
    if (name !== null && !packages.has(name)) return [`${path}: no package that ships needs ${name}`];
    if (text !== null && /sourceMappingURL=data:|"sourcesContent"/.test(text) && name === null)
      return [`${path} holds a source map`];
    return [];
  });
  const there = new Set(files.map(({ path }) => packageOf(path)));
  const missing = [...packages].filter((name) => !there.has(name)).map((name) => `${name} is missing`);
  return [...wrong, ...missing, ...judgeManifest(files), ...judgeImports(files, there)];
}

/** @param {File[]} files @returns {string[]} */
function judgeManifest(files) {
  const text = files.find(({ path }) => path === '/package.json')?.text;
  if (text === null || text === undefined) return ['/package.json is missing'];
  const manifest = JSON.parse(text);
  const main = `/${manifest.main}`;
  return [
    ...BUILDERS.filter((field) => manifest[field]).map((field) => `package.json tells of ${field}`),
    ...(files.some(({ path }) => path === main) ? [] : [`${main}, which starts the program, is missing`]),
  ];
}

/** What main loads by name has to be in the package. @param {File[]} files @param {Set<string | null>} there */
function judgeImports(files, there) {
  const named = files
    .filter(({ path }) => /^\/out\/(main|preload)\//.test(path))
    .flatMap(({ text }) => [
      ...(text ?? '').matchAll(/\b(?:from|import|require)\s*\(?\s*["']([^"'\n]+)["']/g),
    ])
    .flatMap(([, name = '']) => (/^(\.|electron$)/.test(name) || isBuiltin(name) ? [] : [name]))
    .flatMap((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? []);
  return [...new Set(named)]
    .filter((name) => !there.has(name))
    .map((name) => `main loads ${name}, which is missing`);
}

/** @param {Record<string, boolean>} fuses as read back @returns {string[]} */
export const judgeFuses = (fuses) =>
  Object.entries(FUSES).flatMap(([name, on]) =>
    fuses[name] === on ? [] : [`the fuse ${name} is ${fuses[name] ? 'on' : 'off'}`],
  );

/** @param {{ asar: number, js: number, css: number }} sizes in bytes @returns {string[]} */
export const judgeSizes = (sizes) =>
  /** @type {const} */ (['asar', 'js', 'css']).flatMap((what) =>
    sizes[what] > 0 && sizes[what] <= BUDGET[what]
      ? []
      : [`${what}: ${sizes[what]} bytes, at most ${BUDGET[what]}`],
  );
