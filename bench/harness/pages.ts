// Builds the pages in which is measured: ours, and that of the peers where they are installed.
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../../scripts/run.mjs';

const DIST = join(ROOT, 'bench/dist');

/** The folder of the built page. */
export const buildOurPage = (): Promise<string> => buildPage('bench/page', 'ours');
export const buildPeerPage = (): Promise<string> => buildPage('bench/peers/page', 'peers');

async function buildPage(source: string, name: string): Promise<string> {
  const outDir = join(DIST, name);
  await build({
    configFile: false,
    root: join(ROOT, source),
    base: './',
    logLevel: 'error',
    resolve: { alias: { '#domain': join(ROOT, 'domain') } },
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    build: { outDir, emptyOutDir: true, target: 'chrome144', chunkSizeWarningLimit: 4000 },
  });
  return outDir;
}
