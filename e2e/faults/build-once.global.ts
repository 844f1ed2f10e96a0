// Bundles the programs once for all test files of the fault suite.
import type { TestProject } from 'vitest/node';
import type {} from '../../sync-server/testing/postgres.global.ts';
import { bundleParts } from './parts/bundle.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The texts of both programs. */
    faultParts: { device: string; server: string };
  }
}

export default async function buildOnce(project: TestProject): Promise<void> {
  project.provide('faultParts', await bundleParts());
}
