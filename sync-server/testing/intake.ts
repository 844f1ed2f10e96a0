// Applications of tests: what a prospect sends, by JSON or by the form, and what stands on the server afterwards.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { leads } from '../db/tables/documents.ts';
import { files, outbox, submissions } from '../db/tables/records.ts';
import { inWriteTransaction, writeDocuments } from '../feed/write-documents.ts';
import { readSettings } from '../settings/settings.ts';
import { emptyTables } from './empty-tables.ts';
import { aPdf } from './sample-files.ts';
import type { Engine } from './test-database.ts';
import { startTestServer } from './test-server.ts';

export const ada = {
  first_name: 'Ada',
  last_name: 'Lovelace',
  email: 'ada@example.com',
  resume: 'https://example.com/ada.pdf',
};
const TABLES = [
  'leads',
  'pocs',
  'interactions',
  'submissions',
  'files',
  'outbox',
  'assignments',
  'audit_logs',
  'feed',
];

export interface Answer {
  id: string;
  code?: string;
  errors?: { path: string; message: string }[];
}

/** The form with Ada's fields, these over them, and a file unless there is to be none. */
export const aForm = (
  fields: Record<string, string> = {},
  file: File | null = new File([aPdf()], 'cv.pdf', { type: 'application/pdf' }),
) => {
  const form = new FormData();
  const { resume: _link, ...rest } = ada;
  for (const [name, value] of Object.entries({ ...rest, ...fields })) form.append(name, value);
  if (file) form.append('resume', file);
  return form;
};

/** A server whose desk has an address, and files may have 20 kB. `clear` takes it back to nobody having applied. */
export async function startIntake(engine: Engine, env: Record<string, string> = {}) {
  const server = await startTestServer({
    engine,
    env: { INTAKE_NOTIFY_EMAIL: 'desk@example.com', RESUME_MAX_BYTES: '20480', ...env },
  });
  const kept = async (folder: string) =>
    readdir(join(server.deps.config.DATA_DIR, folder), { recursive: true }).catch(() => []);
  const intake = {
    apply: (json: unknown) => server.json<Answer>('/api/leads', { json }),
    form: (body: FormData | URLSearchParams, headers = {}) =>
      server.json<Answer>('/api/leads', { body, headers }),
    assignBy: (assignment_rule: 'none' | 'round_robin') =>
      inWriteTransaction(server.deps, async (tx) => {
        const document = {
          ...(await readSettings(tx.sql)),
          assignment_rule,
          write_id: server.deps.ids.next(),
        };
        await writeDocuments(tx, [{ collection: 'settings', document }]);
      }),
    /** Keys of the bytes that are stored, and names of the drafts that lie about. */
    stored: async () => (await kept('files')).filter((name) => name.length > 60),
    drafts: () => kept('files/drafts'),
    /** A PDF that was sent and checked. */
    aFile: async (bytes = aPdf()) => ({
      ...{ name: 'cv.pdf', media_type: 'application/pdf' },
      content: await server.deps.files.drafts.take([bytes]),
    }),
    all: {
      leads: () => server.deps.db.select().from(leads),
      mails: () => server.deps.db.select().from(outbox).orderBy(outbox.id),
      submissions: () => server.deps.db.select().from(submissions),
      files: () => server.deps.db.select().from(files).orderBy(files.id),
    },
  };
  const clear = async () => {
    await emptyTables(server.deps.db, ...TABLES);
    await rm(join(server.deps.config.DATA_DIR, 'files'), { recursive: true, force: true });
    await intake.assignBy('none');
  };
  return { server, clear, close: server.close, ...intake };
}
