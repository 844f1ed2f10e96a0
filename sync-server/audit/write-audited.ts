// Writes documents with one audit line each: what every change over REST does, so that none goes unrecorded.
import type { Actor } from '#domain/sync/scope.ts';
import { type DocumentWrite, type WriteTx, writeDocuments } from '../feed/write-documents.ts';
import { appendAudit } from './append-audit.ts';
import { auditOfWrite } from './audit-of-write.ts';

/** Who acts, and in which request. */
export interface Act {
  actor: Actor;
  requestId: string;
}

export interface Change {
  write: DocumentWrite;
  /** What stood before; null for a new document. */
  before: { document: object } | null;
  /** What it is called in the audit where create, update or delete would say too little. */
  action?: string;
  /** Facts beside before and after. */
  details?: Record<string, unknown>;
}

/** Stores the documents, announces them to their scopes, and appends a line for each in the order given. */
export async function writeAudited(tx: WriteTx, act: Act, changes: Change[]): Promise<void> {
  await writeDocuments(
    tx,
    changes.map(({ write }) => write),
    act.actor.id,
  );
  await appendAudit(
    tx,
    changes.map(({ write, before, action, details }) => {
      const line = auditOfWrite(act.actor.id, write, before, act.requestId);
      return { ...line, action: action ?? line.action, details: { ...line.details, ...details } };
    }),
  );
}
