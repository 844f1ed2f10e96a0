// Drafts that a process left behind when it ended in the middle of an upload.
import { addMinutes, type Clock } from '#domain/time.ts';
import type { FileStore } from './file-store.ts';

/** A draft that nothing was added to for so long is nobody's: the slowest sender adds to his every few seconds. */
const ABANDONED_MINUTES = 60;

/** Removes them; says how many. Other processes may be at work in the same folder. */
export const sweepDrafts = ({
  files,
  clock,
}: {
  files: Pick<FileStore, 'drafts'>;
  clock: Clock;
}): Promise<number> => files.drafts.sweep(addMinutes(clock.now(), -ABANDONED_MINUTES));
