// Builds the server into sync-server/dist: one file that Node 20 runs, with the domain inside and packages outside, and
// beside it the files that it reads by their place: migrations and mail templates.
import { cp } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const dist = resolve(here, 'dist');

const besideTheBundle: Plugin = {
  name: 'files-beside-the-bundle',
  async closeBundle() {
    await cp(resolve(here, 'db/migrations'), resolve(dist, 'migrations'), { recursive: true });
    await cp(resolve(here, 'mail/templates'), resolve(dist, 'templates'), { recursive: true });
  },
};

export default defineConfig({
  root: here,
  publicDir: false,
  resolve: { alias: { '#domain': resolve(here, '../domain') } },
  plugins: [besideTheBundle],
  build: {
    ssr: true,
    target: 'node20.19',
    outDir: dist,
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: resolve(here, 'main.ts'),
        seed: resolve(here, 'seed.ts'),
        epoch: resolve(here, 'epoch.ts'),
        doctor: resolve(here, 'doctor.ts'),
        'audit-verify': resolve(here, 'audit-verify.ts'),
        backup: resolve(here, 'backup.ts'),
        restore: resolve(here, 'restore.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
});
