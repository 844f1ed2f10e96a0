import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildPackage, filesOf, fusesOf, updateFile } from './build-package.mjs';
import { FUSES, judgeFiles, judgeFuses, judgeSizes, shippedPackages } from './judge-package.mjs';

const ROOT = join(import.meta.dirname, '../..');
const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'callbook-package-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A small program of the shape of ours, with all that must not ship lying about. */
function aProject(): string {
  const folder = newFolder();
  const files: Record<string, string> = {
    'package.json': JSON.stringify({
      ...{ name: 'callbook', version: '1.0.0', description: 'x', author: 'x', main: 'out/main/index.js' },
      ...{ scripts: { start: 'x' }, dependencies: {} },
    }),
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { '': {} } }),
    LICENSE: 'MIT',
    'out/main/index.js': "import { join } from 'node:path';\n",
    'out/main/index.js.map': '{"sourcesContent":[]}',
    'out/preload/index.cjs': "require('electron');\n",
    'out/renderer/index.html': '<p>page</p>',
    'out/renderer/assets/page.ts': 'const source = 1;',
    'electron/main/index.ts': 'const source = 1;',
    'data/jwt-secret': 'secret',
    '.env': 'JWT_SECRET=secret',
    'node_modules/left-over/package.json': '{"name":"left-over","version":"1.0.0"}',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('a package built by the project’s own settings', { timeout: 120_000 }, () => {
  it('holds the built program and nothing else of what lies beside it, its fuses set', async () => {
    const program = await buildPackage(newFolder(), { project: aProject() });
    const files = filesOf(program);
    expect(files.map(({ path }) => path).sort()).toEqual([
      '/LICENSE',
      '/out/main/index.js',
      '/out/preload/index.cjs',
      '/out/renderer/index.html',
      '/package.json',
    ]);
    expect(judgeFiles(files, new Set())).toEqual([]);
    expect(await fusesOf(program)).toMatchObject(FUSES);
    expect(updateFile(program)).toContain('updaterCacheDirName: callbook-updater');
  });

  it('is found out where its settings let a fuse and a map through', async () => {
    const settings = ['-c.electronFuses.runAsNode=true', '-c.files=out/**/*'];
    const program = await buildPackage(newFolder(), { project: aProject(), settings });
    expect(judgeFuses(await fusesOf(program))).toEqual(['the fuse RunAsNode is on']);
    expect(judgeFiles(filesOf(program), new Set())).toContain(
      '/out/main/index.js.map is of use to whoever builds only',
    );
  });
});

describe('the judgement of a package', () => {
  const manifest = { path: '/package.json', text: JSON.stringify({ main: 'out/main/index.js' }) };
  const main = (text: string) => ({ path: '/out/main/index.js', text });

  it.each([
    ['/sync-server/main.js', null, '/sync-server/main.js does not belong in it'],
    ['/out/main/log.test.js', null, '/out/main/log.test.js is of use to whoever builds only'],
    ['/node_modules/react/index.js', null, '/node_modules/react/index.js: no package that ships needs react'],
    [
      '/out/preload/index.cjs',
      '//# sourceMappingURL=data:application/json;base64,e30=',
      '/out/preload/index.cjs holds a source map',
    ],
  ])('does not let %s pass', (path, text, sentence) => {
    expect(judgeFiles([manifest, main(''), { path, text }], new Set())).toEqual([sentence]);
  });

  it('misses what main loads, what dependencies promise, and what starts the program', () => {
    const files = [manifest, main('import log from "electron-log/main"; await import("node:fs");')];
    expect(judgeFiles(files, new Set(['lazy-val']))).toEqual([
      'lazy-val is missing',
      'main loads electron-log, which is missing',
    ]);
    expect(judgeFiles([manifest], new Set())).toEqual([
      '/out/main/index.js, which starts the program, is missing',
    ]);
    expect(judgeFiles([main('')], new Set())).toEqual(['/package.json is missing']);
  });

  it('sees what package.json tells of its builders', () => {
    const told = { path: '/package.json', text: '{"main":"out/main/index.js","scripts":{"a":"b"}}' };
    expect(judgeFiles([told, main('')], new Set())).toEqual(['package.json tells of scripts']);
  });

  it('holds sizes to their budget, nothing at all included', () => {
    expect(judgeSizes({ asar: 5_000_000, js: 200_000, css: 40_000 })).toEqual([]);
    expect(judgeSizes({ asar: 11_000_000, js: 0, css: 40_001 })).toHaveLength(3);
  });
});

it('the program ships the libraries of the updater and the log, and none of the page’s', () => {
  const shipped = shippedPackages(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  for (const name of ['electron-updater', 'electron-log', 'builder-util-runtime', 'js-yaml'])
    expect(shipped).toContain(name);
  for (const name of ['react', 'rxdb', 'hono', 'electron', 'electron-builder'])
    expect(shipped).not.toContain(name);
});
