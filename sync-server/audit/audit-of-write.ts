// The audit line of one written document: who, what, and the fields that changed with their values before and after.
import { sameValue } from '#domain/merge/three-way.ts';
import type { DocumentWrite } from '../feed/write-documents.ts';
import type { AuditEntry } from './append-audit.ts';

const SINGULAR: Record<DocumentWrite['collection'], string> = {
  leads: 'lead',
  pocs: 'poc',
  interactions: 'interaction',
  plan_events: 'plan_event',
  customers: 'customer',
  metrics: 'metric',
  users: 'user',
  settings: 'settings',
};

/** How the audit calls a document of this collection. */
export const entityOf = (collection: DocumentWrite['collection']): string => SINGULAR[collection];

const SILENT = new Set(['write_id', 'updated_at']);

/** The line for a write by `actorId` over what stood before (null: a new document). */
export function auditOfWrite(
  actorId: string | null,
  write: DocumentWrite,
  before: { document: object } | null,
  requestId: string,
): AuditEntry {
  const after = write.document as Record<string, unknown>;
  const old = (before?.document ?? {}) as Record<string, unknown>;
  const changed = Object.keys(after).filter(
    (field) => !SILENT.has(field) && !sameValue(old[field], after[field]),
  );
  const pick = (from: Record<string, unknown>) =>
    Object.fromEntries(changed.map((field) => [field, from[field] ?? null]));
  return {
    actor_id: actorId,
    action: write.deleted ? 'delete' : before ? 'update' : 'create',
    entity: entityOf(write.collection),
    entity_id: write.document.id,
    details: {
      request_id: requestId,
      device_at: after['updated_at'],
      write_id: after['write_id'],
      ...(before ? { before: pick(old) } : {}),
      ...(write.deleted ? {} : { after: pick(after) }),
    },
  };
}
