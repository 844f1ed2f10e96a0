// What the page has to fetch before anything can be seen: the sign-in alone; all else comes while it is shown.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { repository } from './fixtures/electron-host.ts';
import { expect, test } from './fixtures/test.ts';

const MOST_BYTES = 250_000;

test('the first scripts are at most 250 kB, compressed, and neither the database nor a screen is among them', async () => {
  const folder = join(repository, 'out/renderer');
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const first = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, name = '']) => name);
  expect(first.length).toBeGreaterThan(0);
  // The page's start fetches the language, and then this: nothing can be seen without it.
  const main = (await readdir(join(folder, 'assets'))).filter((name) => /^main-.+\.js$/.test(name));
  expect(main).toHaveLength(1);
  const names = await withImports(folder, [...first, ...main.map((name) => `assets/${name}`)]);
  const scripts = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const bytes = scripts.reduce((sum, script) => sum + gzipSync(script).byteLength, 0);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  const sources = (await Promise.all(names.map((name) => sourcesOf(join(folder, `${name}.map`))))).flat();
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((source) => /\/(rxdb|dexie)\/|features\/(?!session)/.test(source))).toEqual([]);
});

/** These scripts and all that they cannot start without. */
async function withImports(folder: string, names: readonly string[]): Promise<string[]> {
  const found = new Set(names);
  for (const name of found) {
    const script = await readFile(join(folder, name), 'utf8');
    for (const [, other = ''] of script.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      found.add(`assets/${other}`);
  }
  return [...found];
}

/** The files of which a script was made; the bundler's own runtime is made of none. */
async function sourcesOf(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  return (JSON.parse(await readFile(path, 'utf8')) as { sources: string[] }).sources;
}
