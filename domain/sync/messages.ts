// What travels between a laptop and the server in replication. The transport is theirs; the shapes are here.
import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** Most documents of one pull, rows of one push, and ids of one digest. */
export const MAX_PULL = 1000;
export const MAX_PUSH = 500;
export const MAX_DIGEST = 5000;

/** A document on its way to a replica: `_deleted` marks a tombstone, `gone` one that only left the reader's scope. */
export interface Replicated {
  id: string;
  write_id: string;
  _deleted: boolean;
  gone?: boolean;
  [field: string]: unknown;
}

export interface PullReply {
  documents: Replicated[];
  /** Opaque; given back with the next pull. */
  checkpoint: string;
}

/** One written row: the `write_id` that the writer saw last, null for a new document, and the whole new state. */
export interface PushRow {
  base: string | null;
  document: Record<string, unknown>;
}

/** A push as it arrives. What a row holds is judged row by row, so that a bad one never holds up the others. */
export const pushRequestSchema = z.object({
  rows: z
    .array(
      z
        .object({
          base: z
            .string()
            .nullish()
            .catch(null)
            .transform((value) => value?.toLowerCase() ?? null),
          document: z.looseObject({}).catch({}),
        })
        .catch({ base: null, document: {} }),
    )
    .max(MAX_PUSH),
});

/** What every row needs before anything else can be said of it. The rest of the document is left alone. */
export const pushHeadSchema = z.object({
  id: idSchema,
  write_id: idSchema,
  _deleted: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
});

export const OUTCOMES_OF_PUSH = ['ok', 'conflict', 'absorbed', 'rejected', 'gone'] as const;

export interface PushResult {
  id: string;
  outcome: (typeof OUTCOMES_OF_PUSH)[number];
  /** What the server has now; not with `ok`. */
  document?: Replicated;
  /** With `rejected`: a refusal's code, and words. */
  code?: string;
  detail?: string;
}

export interface PushReply {
  results: PushResult[];
}

/** One event of the stream. */
export interface StreamMessage {
  collection: string;
  documents: Replicated[];
  checkpoint: string;
}

/** Longest silence of the stream in seconds: after it a comment line is sent. */
export const STREAM_HEARTBEAT_SECONDS = 15;

/** One document as a replica holds it, in few words. `hash` is its contentHash. */
export interface DigestEntry {
  id: string;
  write_id: string;
  hash?: string | undefined;
}

/**
 * Asks what differs from the documents that a replica holds. With `after_id` or `until_id` (null: no end) the list is all
 * that it holds with `after_id < id <= until_id`, in ascending order, and what is missing from it is told as well.
 */
export interface DigestRequest {
  collection: string;
  ids: DigestEntry[];
  after_id?: string | null | undefined;
  until_id?: string | null | undefined;
}

export interface DigestReply {
  /** What the reader should have, for each document that differs or is missing: the current one or a tombstone. */
  documents: Replicated[];
  /** Of the listed ids, those whose `write_id` was never stored nor applied here: a write that has not arrived. */
  unknown: string[];
  /** How many listed documents were compared. */
  checked: number;
  /** More are missing from the range than one answer tells of: ask again when these have been taken. */
  has_more: boolean;
}

/** Text that need not be a UUID: what a replica holds may be damaged, and just that is to be found. */
const anyId = z.string().max(100);

export const digestRequestSchema = z.object({
  collection: z.string().max(100),
  ids: z
    .array(z.object({ id: anyId, write_id: anyId, hash: z.string().max(100).optional() }))
    .max(MAX_DIGEST),
  after_id: idSchema.nullish(),
  until_id: idSchema.nullish(),
});

/** A document of an answer, as far as replication looks into it. */
const replicatedSchema = z.looseObject({
  id: z.string(),
  write_id: z.string(),
  _deleted: z.boolean(),
  gone: z.boolean().optional(),
});

export const digestReplySchema = z.object({
  documents: z.array(replicatedSchema),
  unknown: z.array(z.string()),
  checked: z.number(),
  has_more: z.boolean(),
});
