// Bundles the programs under test: each becomes one CommonJS text that can be run many times in one process.
// @ts-check
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../../..');
/** What every realm shares: the engines of the databases, native code, and what is loaded for pages only. */
const OUTSIDE = ['@electric-sql/pglite', 'pg', '@node-rs/argon2', 'nodemailer', 'redoc', 'swagger-ui-dist'];

/** Modules know their place by their own address, also inside the bundle. @type {import('vite').Plugin} */
const ownAddress = {
  name: 'own-address',
  enforce: 'pre',
  transform: (code, id) =>
    code.includes('import.meta.url') && !id.includes('node_modules')
      ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      : null,
};

/**
 * The texts of both programs.
 * @returns {Promise<{ device: string, server: string }>}
 */
export async function bundleParts() {
  const folder = mkdtempSync(join(tmpdir(), 'callbook-parts-'));
  try {
    const [device, server] = await Promise.all([
      one(folder, 'device-part.ts', 'device'),
      one(folder, 'server-part.ts', 'server'),
    ]);
    return { device, server };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder @param {string} source @param {string} name @returns {Promise<string>} */
async function one(folder, source, name) {
  const outDir = join(folder, name);
  mkdirSync(outDir);
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { alias: { '#domain': join(root, 'domain') } },
    plugins: [ownAddress],
    ssr: { noExternal: true, external: OUTSIDE, target: name === 'device' ? 'webworker' : 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'node20.19',
      rolldownOptions: {
        external: OUTSIDE,
        input: join(import.meta.dirname, source),
        preserveEntrySignatures: 'strict',
        output: { format: 'cjs', entryFileNames: 'part.cjs', codeSplitting: false, exports: 'named' },
      },
    },
  });
  return readFileSync(join(outDir, 'part.cjs'), 'utf8');
}
