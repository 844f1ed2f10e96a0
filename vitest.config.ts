// The test projects: pure and server code on Node, the renderer in a real Chromium.

import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserPath } from './scripts/find-browser.mjs';

const chromium = browserPath();
const alias = { '#domain': `${import.meta.dirname}/domain` };
// Named here, so that a fresh clone does not find them in the middle of the first test and reload the page.
const browserPackages = [
  '@mantine/core',
  '@tabler/icons-react',
  '@tanstack/react-router',
  '@tanstack/react-virtual',
  'dexie',
  'fast-check',
  'get-nonce',
  'mammoth',
  'pdfjs-dist',
  'ical.js',
  'intl-messageformat',
  'minisearch',
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'rxdb',
  'rxdb/plugins/migration-schema',
  'rxdb/plugins/replication',
  'rxdb/plugins/storage-dexie',
  'rxjs',
  'uuid',
  'vitest-browser-react',
  'zod',
  'zustand',
  'zustand/react/shallow',
  'zustand/vanilla',
];
/** How long a fact may take to show on a busy machine. What has to be fast is measured elsewhere. */
const expect = { poll: { timeout: 10_000 } };

const node = (name: string, include: string[], extra: object = {}) => ({
  resolve: { alias },
  test: {
    name,
    include,
    environment: 'node' as const,
    testTimeout: 30_000,
    setupFiles: ['domain/testing/install-temporal.ts'],
    expect,
    ...extra,
  },
});

export default defineConfig({
  test: {
    // RxDB's free storage advertises on every page.
    onConsoleLog: (log) =>
      !/RxDB|rxdb|purchased premium|great option|professional users|^-+$/.test(log.trim()),
    projects: [
      node('domain', ['domain/**/*.test.ts']),
      node('electron', ['electron/**/*.test.ts']),
      node('scripts', ['scripts/**/*.test.ts', 'e2e/stand-in/**/*.test.ts', 'bench/**/*.test.ts'], {
        hookTimeout: 60_000,
      }),
      node('server', ['sync-server/**/*.test.ts'], {
        globalSetup: ['sync-server/testing/postgres.global.ts'],
        hookTimeout: 60_000,
      }),
      node('faults', ['e2e/faults/**/*.test.ts'], {
        globalSetup: ['e2e/faults/build-once.global.ts', 'sync-server/testing/postgres.global.ts'],
        testTimeout: 180_000,
        hookTimeout: 120_000,
      }),
      {
        resolve: { alias },
        optimizeDeps: { include: browserPackages },
        test: {
          name: 'renderer',
          include: ['renderer/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          expect,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(chromium ? { executablePath: chromium } : {}),
                args: ['--no-sandbox', '--disable-dev-shm-usage'],
              },
            }),
            instances: [{ browser: 'chromium' as const }],
          },
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['domain/**', 'electron/**', 'renderer/**', 'sync-server/**'],
      exclude: [
        '**/*.test.{ts,tsx}',
        '**/testing/**',
        '**/migrations/**',
        '**/dist/**',
        '**/*.d.ts',
        '**/*.{json,html,css,txt}',
        'sync-server/drizzle.config.ts',
        // Load Electron: they run end to end only.
        'electron/main/index.ts',
        'electron/preload/index.ts',
      ],
      thresholds: { lines: 95, 'domain/**': { lines: 100, branches: 100, functions: 100, statements: 100 } },
      reporter: ['text-summary', 'json', 'html'],
    },
  },
});
