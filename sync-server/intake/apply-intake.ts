// Takes applications in. Those that arrive while others are being stored share one transaction: under the write lock one
// costs nearly as much as fifty.
import type { Intake } from '#domain/intake/intake.ts';
import type { IntakeReply } from '#domain/intake/lead-from-intake.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Result } from '#domain/result.ts';
import { inWriteTransaction } from '../feed/write-documents.ts';
import type { Draft } from '../files/drafts.ts';
import type { StoredFile } from '../files/file-store.ts';
import { letGo } from '../files/same-bytes.ts';
import { originOf } from '../http/origin.ts';
import { errorFacts } from '../log.ts';
import { doneTogether } from '../together.ts';
import { type Arrived, hasLeft, type IntakeAct, type IntakeStore } from './arrived.ts';
import { repeatedReplies } from './repeated-reply.ts';
import { type Taken, takeIn } from './take-in.ts';

/** An application that was checked already. */
export interface CheckedIntake {
  intake: Intake;
  /** Null: the résumé is the link in `intake`. What is taken in leaves no draft; else its owner drops it. */
  file: { name: string; media_type: string; content: Draft } | null;
  source: 'form' | 'api';
}

/**
 * Takes an application in and gives the public answer. A repeat (same form key and address) is given the first answer again.
 * Refusals: `duplicate` for a form key that somebody else used; `invalid` where the sender has gone away. Throws when disk or
 * database fail; then nothing is kept.
 */
export type ApplyIntake = (checked: CheckedIntake, act: IntakeAct) => Promise<Result<IntakeReply, Refusal>>;

/** So many share a transaction at most. */
const MOST_TOGETHER = 50;

/** The one door of a process through which applications come. */
export function createIntake(store: IntakeStore): ApplyIntake {
  const takeTogether = doneTogether<Arrived, Taken>(
    (arrived) => inWriteTransaction(store, (tx) => takeIn(tx, store, arrived)),
    MOST_TOGETHER,
  );
  return async ({ intake, file, source }, act) => {
    // A repeat is answered before its file is stored.
    const known = (await repeatedReplies(store.db, [intake])).of(intake);
    if (known) return known;
    if (act.left?.aborted) return hasLeft();
    const stored = file && { ...file, ...(await store.files.put(file.content)) };
    const origin = originOf(act.actor?.id ?? null);
    try {
      const { answer, storage_key } = await takeTogether({ intake, source, file: stored, act, origin });
      if (stored && stored.storage_key !== storage_key) await letGoQuietly(store, stored, storage_key);
      return answer;
    } catch (error) {
      if (stored) await letGoQuietly(store, stored, null);
      throw error;
    }
  };
}

/** What has become of the application stands, whether or not spare bytes could be removed. */
async function letGoQuietly(store: IntakeStore, spare: StoredFile, used: string | null): Promise<void> {
  try {
    await letGo(store, spare.storage_key, used);
  } catch (error) {
    store.log.warn('file_not_removed', errorFacts(error));
  }
}
