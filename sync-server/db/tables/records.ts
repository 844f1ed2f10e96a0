// What the server keeps beside the nouns: the feed, applied writes, audit, mail, files, submissions, repeats.
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/** The order in which changes were committed. Taken under the write lock only. */
export const feed_seq = pgSequence('feed_seq');

/** One row per scope and document: the newest thing that this scope must hear about it. */
export const feed = pgTable(
  'feed',
  {
    scope: text().notNull(),
    collection: text().notNull(),
    document_id: uuid().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    /** False: the document left this scope. */
    present: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.scope, t.collection, t.document_id] }),
    uniqueIndex('feed_pull').on(t.scope, t.collection, t.seq),
    index('feed_scope_seq').on(t.scope, t.seq),
    // A lead that moves takes its documents out of whatever scopes they stand in.
    index('feed_document').on(t.document_id),
  ],
);

/** How far each signed-in device has come; a little behind at times, never ahead. */
export const device_cursors = pgTable(
  'device_cursors',
  {
    session_id: uuid().notNull(),
    collection: text().notNull(),
    scope: text().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    seen_at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.session_id, t.collection] })],
);

/** Up to which change the feed of a scope has forgotten what ended: an older checkpoint has to begin anew. */
export const compaction_floors = pgTable(
  'compaction_floors',
  { scope: text().notNull(), collection: text().notNull(), seq: bigint({ mode: 'number' }).notNull() },
  (t) => [primaryKey({ columns: [t.scope, t.collection] })],
);

/** The number of the newest change at some instants: all changes up to it are at least that old. */
export const feed_marks = pgTable('feed_marks', {
  seq: bigint({ mode: 'number' }).primaryKey(),
  at: instant().notNull(),
});

/** The last run of each job. */
export const job_runs = pgTable('job_runs', {
  name: text().primaryKey(),
  started_at: instant().notNull(),
  /** Null while it runs, and after the server has died in it. */
  finished_at: instant(),
  /** What it did: counts by name. */
  done: jsonb().$type<Record<string, number>>(),
  /** The name of what went wrong; null after a good run. */
  error: text(),
});

/** Write ids that were carried out once: a repeat of one is never carried out again. */
export const applied = pgTable('applied', {
  write_id: uuid().primaryKey(),
  collection: text().notNull(),
  document_id: uuid().notNull(),
  actor_id: uuid(),
  at: instant().notNull(),
});

/** Single facts about this database: its epoch, a kept secret. */
export const facts = pgTable('facts', { name: text().primaryKey(), value: text().notNull() });

/** Append-only, each line chained to the one before by its hash. */
export const audit_logs = pgTable(
  'audit_logs',
  {
    seq: bigserial({ mode: 'number' }).primaryKey(),
    at: instant().notNull(),
    actor_id: uuid(),
    action: text().notNull(),
    entity: text().notNull(),
    entity_id: uuid(),
    /** Device time, request id, before and after, and whatever else the action has to say. */
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    previous_hash: text().notNull(),
    hash: text().notNull(),
    /** How the hash is made: 1 over everything in `details`; 2 over a salted digest of what is personal. */
    version: integer().notNull().default(1),
    /** The sign-in of the device that acted; null: none. */
    device_id: uuid(),
    /** What the device's program calls itself. */
    app_version: text(),
    /** SHA-256 over salt and content of the line's row in `audit_personal`; null: there is nothing personal in it. */
    personal_digest: text(),
    /** When what was personal in it was erased. A later line says so and vouches for it. */
    erased_at: instant(),
  },
  (t) => [index('audit_entity').on(t.entity, t.entity_id), index('audit_actor').on(t.actor_id, t.at)],
);

/** What is personal in a line of the audit, apart from it, so that it can be erased and the chain stays whole. */
export const audit_personal = pgTable('audit_personal', {
  seq: bigint({ mode: 'number' }).primaryKey(),
  /** Random, so that a digest does not give away a value that can be guessed. Hex. */
  salt: text().notNull(),
  /** Values of `details`, in the same shape. */
  content: jsonb().$type<Record<string, unknown>>().notNull(),
});

export const assignments = pgTable(
  'assignments',
  {
    id: uuid().primaryKey(),
    lead_id: uuid().notNull(),
    from_id: uuid(),
    to_id: uuid(),
    by_id: uuid(),
    at: instant().notNull(),
    note: text(),
  },
  (t) => [
    index('assignments_lead').on(t.lead_id, t.at),
    // Who was last given one, asked for each new lead.
    index('assignments_to').on(t.to_id, t.at, t.id),
  ],
);

export const files = pgTable(
  'files',
  {
    id: uuid().primaryKey(),
    lead_id: uuid().notNull(),
    /** `file`: bytes under `storage_key`; `link`: an address that the server never fetches. */
    kind: text().$type<'file' | 'link'>().notNull(),
    name: text().notNull(),
    media_type: text(),
    size: integer(),
    storage_key: text(),
    /** SHA-256 of the bytes, hex. */
    sha256: text(),
    url: text(),
    created_at: instant().notNull(),
  },
  (t) => [
    index('files_lead').on(t.lead_id),
    // The same bytes are kept once: who has them, and who still needs them.
    index('files_bytes').on(t.sha256),
    index('files_place').on(t.storage_key),
  ],
);

/** What a prospect sent in, as it was sent; `form_key` makes a repeat harmless. */
export const submissions = pgTable(
  'submissions',
  {
    id: uuid().primaryKey(),
    form_key: text(),
    lead_id: uuid().notNull(),
    /** The answer that a repeat is given again. */
    reply: jsonb().$type<Record<string, unknown>>().notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    received_at: instant().notNull(),
  },
  (t) => [uniqueIndex('submissions_form_key').on(t.form_key), index('submissions_lead').on(t.lead_id)],
);

/** That somebody was reminded of a lead's deadline: once for each deadline, whatever happens to the mail. */
export const sla_reminders = pgTable(
  'sla_reminders',
  { lead_id: uuid().notNull(), due_at: instant().notNull(), at: instant().notNull() },
  (t) => [primaryKey({ columns: [t.lead_id, t.due_at] })],
);

export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    template: text().notNull(),
    to: text().notNull(),
    /** Where an answer to the mail goes; null: to its sender. */
    reply_to: text(),
    subject: text().notNull(),
    body: text().notNull(),
    /** The same for those who read mails as pages; null: of before there was one. */
    html: text(),
    /** File to attach, if any. */
    file_id: uuid(),
    lead_id: uuid(),
    /** A row of `password_links` whose address in the text gets its secret part when the mail is sent. */
    link_id: uuid(),
    status: text().$type<'queued' | 'sent' | 'failed'>().notNull(),
    attempts: integer().notNull().default(0),
    next_attempt_at: instant(),
    last_error: text(),
    resend_of: uuid(),
    created_at: instant().notNull(),
    sent_at: instant(),
  },
  (t) => [index('outbox_due').on(t.status, t.next_attempt_at), index('outbox_lead').on(t.lead_id)],
);

/** Mail texts of the workspace's own, in place of those delivered with the server. */
export const mail_templates = pgTable(
  'mail_templates',
  {
    name: text().notNull(),
    language: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    /** Null: made from the body. */
    html: text(),
    updated_at: instant().notNull(),
    updated_by: uuid(),
  },
  (t) => [primaryKey({ columns: [t.name, t.language] })],
);
/** Tries of late, by limit and hash of who tried. Unlogged: after a crash they are forgotten. */
export const rate_limits = pgTable('rate_limits', {
  key: text().primaryKey(),
  /** The first try of the window. */
  since: instant().notNull(),
  tries: integer().notNull(),
});

/** Answers kept for an `Idempotency-Key`, per person. */
export const idempotency_keys = pgTable(
  'idempotency_keys',
  {
    actor_id: uuid().notNull(),
    key: text().notNull(),
    status: integer().notNull(),
    body: jsonb().$type<unknown>().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.actor_id, t.key] })],
);
