// What travels between a laptop and the server in replication. The transport is theirs; the shapes are here.
import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** Most documents of one pull, and rows of one push. */
export const MAX_PULL = 1000;
export const MAX_PUSH = 500;

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
          document: z.record(z.string(), z.unknown()).catch({}),
        })
        .catch({ base: null, document: {} }),
    )
    .max(MAX_PUSH),
});

/** What every row needs before anything else can be said of it. */
export const pushHeadSchema = z.looseObject({
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
