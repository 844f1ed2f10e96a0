// Documents that ended so long ago that their tombstones are gone: a laptop that still has one, and changed it, must not
// bring it back unasked. That it was here and ended is known from the audit, which never forgets.
import { and, eq, inArray } from 'drizzle-orm';
import { derivedId } from '#domain/ids.ts';
import type { WritableCollection } from '#domain/sync/collections.ts';
import { deletedTombstone } from '#domain/sync/tombstone.ts';
import { addMinutes } from '#domain/time.ts';
import { entityOf } from '../audit/audit-of-write.ts';
import { among } from '../db/among.ts';
import { audit_logs } from '../db/tables/records.ts';
import type { WriteTx } from '../feed/write-documents.ts';
import type { Row } from './decide-row.ts';
import type { StoredAny } from './known.ts';

/** A new document whose first push may have been forgotten: older than write ids are remembered, with room for clocks. */
const LONG_AGO_MINUTES = 80 * 24 * 60;

/** Of the rows without a stored document, those that ended, as the tombstones that they were. */
export async function readEnded(
  tx: WriteTx,
  collection: WritableCollection,
  rows: Row[],
): Promise<Map<string, StoredAny>> {
  const longAgo = addMinutes(tx.now, -LONG_AGO_MINUTES);
  const asked = rows.filter(
    ({ base, document }) => base !== null || String(document['updated_at']) < longAgo,
  );
  if (asked.length === 0) return new Map();
  const byId = new Map(asked.map(({ document }) => [document.id, document]));
  const found = await tx.sql
    .selectDistinct({ id: audit_logs.entity_id })
    .from(audit_logs)
    .where(
      and(
        eq(audit_logs.entity, entityOf(collection)),
        among(audit_logs.entity_id, [...byId.keys()]),
        inArray(audit_logs.action, ['delete', 'purge']),
      ),
    );
  return new Map(
    found.flatMap(({ id }) =>
      id === null ? [] : [[id, endedOf(collection, id, byId.get(id)?.['lead_id'])]],
    ),
  );
}

/** It hangs where the pushed one does: who does not see that lead is told nothing. */
function endedOf(collection: WritableCollection, id: string, leadId: unknown): StoredAny {
  const { _deleted, ...neutral } = deletedTombstone(collection, id, derivedId(`ended ${id}`));
  const lead_id = typeof leadId === 'string' ? { lead_id: leadId.toLowerCase() } : {};
  return { document: { ...neutral, ...lead_id }, deleted: _deleted };
}
