// The hash of a line of the audit, by the version under which the line was written.
import { createHash } from 'node:crypto';
import type { audit_logs } from '../db/tables/records.ts';
import { canonical } from './canonical.ts';

/** The hash before the first line. */
export const FIRST_HASH = '0'.repeat(64);

type Row = Omit<typeof audit_logs.$inferSelect, 'seq' | 'hash' | 'erased_at'>;

/**
 * SHA-256, hex, over the hash before it and its content as JSON with sorted keys. Version 1 hashes all of `details`; version
 * 2 also device and program, and of what is personal the digest alone.
 */
export function hashOf(row: Row): string {
  const { previous_hash, at, actor_id, action, entity, entity_id, details } = row;
  const content: unknown[] = [previous_hash, at, actor_id, action, entity, entity_id, details];
  if (row.version > 1) content.push(row.version, row.device_id, row.app_version, row.personal_digest);
  return sha256(canonical(content));
}

/**
 * What a later line says of an erased one, so that nothing can be erased unseen. Of version 1 the erasing leaves a rest that
 * its own hash does not fit any more: it is vouched for here.
 */
export const erasedDigest = (row: Row & { hash: string }): string =>
  sha256(canonical([row.hash, row.at, row.actor_id, row.action, row.entity, row.entity_id, row.details]));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
