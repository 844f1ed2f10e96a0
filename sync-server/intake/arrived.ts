// An application on its way into the workspace, and what the taking in of it needs.
import type { Intake } from '#domain/intake/intake.ts';
import type { Language } from '#domain/language.ts';
import { type Refusal, refusal } from '#domain/refusal.ts';
import { type Result, refuse } from '#domain/result.ts';
import type { Actor } from '#domain/sync/scope.ts';
import type { Deps } from '../deps.ts';
import type { StoredFile } from '../files/file-store.ts';
import type { Origin } from '../http/origin.ts';

export type IntakeStore = Pick<Deps, 'db' | 'clock' | 'ids' | 'files' | 'outbox' | 'config' | 'log'>;

/** Who sends it, null for the public, and in which request. */
export interface IntakeAct {
  actor: Actor | null;
  requestId: string;
  /** What the prospect reads; null: he named none of our languages. */
  language?: Language | null;
  /** Aborted when the sender goes away before he is answered: until it is being stored, nothing is kept of it then. */
  left?: AbortSignal;
}

/** An application that is checked, and whose file is stored. */
export interface Arrived {
  intake: Intake;
  source: 'form' | 'api';
  /** Null: the résumé is the link in `intake`. */
  file: (StoredFile & { name: string; media_type: string }) | null;
  act: IntakeAct;
  /** From which device and program it came. */
  origin: Pick<Origin, 'device_id' | 'app_version'>;
}

/** What is answered to a sender who is not there any more: nobody hears it, the log says it. */
export const hasLeft = (): Result<never, Refusal> =>
  refuse(refusal('invalid', { detail: 'The sender went away before the answer.', errors: [] }));
