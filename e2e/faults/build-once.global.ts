// Bundles the programs and makes the empty database once for all test files of the fault suite.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type {} from '../../sync-server/testing/postgres.global.ts';
import { keepMemoryDatabase } from './database.ts';
import { bundleParts } from './parts/bundle.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The texts of both programs. */
    faultParts: { device: string; server: string };
    /** The file of an empty database. */
    faultDatabase: string;
  }
}

export default async function buildOnce(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'callbook-faults-'));
  const database = join(folder, 'empty.tar');
  await keepMemoryDatabase(database);
  project.provide('faultDatabase', database);
  project.provide('faultParts', await bundleParts());
  return () => rmSync(folder, { recursive: true, force: true });
}
