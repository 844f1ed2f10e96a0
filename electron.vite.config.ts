// Builds the three parts of the desktop app into out/. The renderer's addresses are relative, so that out/renderer is
// also the browser edition, which the sync server gives out under /app/.
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { writePrecacheList } from './scripts/precache-list.mjs';

const root = import.meta.dirname;
const alias = { '#domain': resolve(root, 'domain') };

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      // One bundle for Electron's own Node and for Node 20, on which the tests run it.
      target: 'node20.19',
      sourcemap: true,
      externalizeDeps: { exclude: ['zod', 'temporal-polyfill', 'intl-messageformat'] },
      rolldownOptions: { input: { index: resolve(root, 'electron/main/index.ts') } },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      target: 'node20.19',
      // It ships as it is; an inline map would ship its source.
      sourcemap: false,
      // A sandboxed preload is one CommonJS file that can require nothing but 'electron'.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: './',
    resolve: { alias },
    plugins: [react(), writePrecacheList(resolve(root, 'renderer/public'))],
    worker: { format: 'es' },
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      // electron-vite's tables end before Electron 45; 144 is the first Chromium with Temporal.
      target: 'chrome144',
      minify: true,
      sourcemap: true,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        input: {
          index: resolve(root, 'renderer/index.html'),
          'service-worker': resolve(root, 'renderer/service-worker.ts'),
        },
        output: {
          // The address of a worker stays the same over all versions.
          entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        },
      },
    },
  },
});
