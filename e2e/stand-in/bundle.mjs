// Bundles the stand-in: one CommonJS file for Node and one script for each of the page's two worlds.
// @ts-check
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'vite';

const here = import.meta.dirname;

/**
 * Makes the bundle in the folder. Two processes may do so at once: each builds apart, and the first to move its
 * result into place wins.
 * @param {string} folder
 */
export async function bundle(folder) {
  mkdirSync(dirname(folder), { recursive: true });
  const apart = mkdtempSync(join(dirname(folder), `${basename(folder)}-`));
  await Promise.all([
    one(apart, 'run.ts', 'run.cjs', 'cjs'),
    one(apart, 'page/main-world.ts', 'main-world.js', 'iife'),
    one(apart, 'page/isolated-world.ts', 'isolated-world.js', 'iife'),
  ]);
  try {
    renameSync(apart, folder);
  } catch {
    cpSync(apart, folder, { recursive: true });
    rmSync(apart, { recursive: true, force: true });
  }
}

/** @param {string} outDir @param {string} source @param {string} name @param {'cjs' | 'iife'} format */
async function one(outDir, source, name, format) {
  const node = format === 'cjs';
  await build({
    configFile: false,
    logLevel: 'error',
    root: here,
    ...(node ? { ssr: { noExternal: true } } : {}),
    build: {
      ssr: node,
      outDir,
      emptyOutDir: false,
      minify: false,
      target: node ? 'node20.19' : 'chrome144',
      sourcemap: node ? 'inline' : false,
      rolldownOptions: {
        input: join(here, source),
        preserveEntrySignatures: 'strict',
        output: { format, name: 'standInPage', entryFileNames: name, codeSplitting: false },
      },
    },
  });
}
