import { describe, expect, it } from 'vitest';
import { breachesOf, importsOf } from './import-rules.mjs';

describe('the import rules', () => {
  it.each([
    ['domain/lead/lead.ts', "import { db } from '../../sync-server/db/open.ts';"],
    ['domain/lead/lead.ts', "import fs from 'node:fs';"],
    ['domain/lead/lead.ts', "import _ from 'lodash';"],
    ['domain/lead/lead.ts', 'export const now = () => Date.now();'],
    ['domain/lead/lead.ts', 'export const now = () => new Date();'],
    ['renderer/ui/toast.tsx', "import { open } from '../replica/open.ts';"],
    ['renderer/features/today/row.tsx', "import { Card } from '../lead/card.tsx';"],
    ['renderer/replica/open.ts', "import { x } from '../../electron/ipc/contract.ts';"],
    ['renderer/replica/open.ts', "export { x } from '../../sync-server/app.ts';"],
    ['electron/main/index.ts', "const x = await import('../../renderer/router.tsx');"],
    ['sync-server/leads/list-leads.ts', "import { Hono } from 'hono';"],
    ['sync-server/leads/routes.ts', "import { eq } from 'drizzle-orm';"],
    ['sync-server/db/open.ts', "import { x } from '../leads/list-leads.ts';"],
    ['sync-server/mail/outbox.ts', "import nodemailer from 'nodemailer';"],
    ['sync-server/leads/list-leads.ts', "import { aLead } from '#domain/testing/builders.ts';"],
    ['electron/main/api.test.ts', "import { app } from 'electron';"],
    ['renderer/replica/open.ts', "import { median } from '../../bench/harness/statistics.ts';"],
  ])('find the breach in %s: %s', (file, source) => {
    expect(breachesOf(file, source)).not.toEqual([]);
  });

  it.each([
    [
      'domain/lead/lead.ts',
      "import { z } from 'zod';\nimport { id } from '../ids.ts'; // Date.now() is not for here",
    ],
    ['renderer/replica/open.ts', "import type { DesktopApi } from '../../electron/ipc/contract.ts';"],
    [
      'renderer/features/today/row.tsx',
      "import { x } from '../../ui/toast.tsx';\nimport { y } from '#domain/plan/plan.ts';",
    ],
    ['sync-server/leads/routes.ts', "import { Hono } from 'hono';\nimport { list } from './list-leads.ts';"],
    ['sync-server/leads/leads.test.ts', "import { aLead } from '#domain/testing/builders.ts';"],
    ['sync-server/app.ts', "import { createLeadRoutes } from './leads/routes.ts';"],
  ])('leave %s alone', (file, source) => {
    expect(breachesOf(file, source)).toEqual([]);
  });

  it('see what a file re-exports and loads later', () => {
    const source = "export * from './a.ts';\nconst b = () => import('./b.ts');\nimport c from '@scope/c/d';";
    expect(
      importsOf('renderer/x.ts', source)
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['@scope/c', 'renderer/a.ts', 'renderer/b.ts']);
  });
});
