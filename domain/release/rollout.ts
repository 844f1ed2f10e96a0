// Who of all laptops is offered a release while it is rolled out.
import { derivedId } from '../ids.ts';

export const rolloutRange = { min: 0, max: 100 } as const;

/**
 * Whether a laptop is among the first `percentage` (0 to 100) of a release. By the hash of both, so that it is other laptops
 * each time, and the same ones as the percentage grows. A laptop that does not say who it is waits for all.
 */
export function isInRollout(releaseId: string, stagingId: string | null, percentage: number): boolean {
  if (percentage >= rolloutRange.max) return true;
  if (stagingId === null) return false;
  const share =
    Number.parseInt(derivedId(`rollout ${releaseId} ${stagingId}`).slice(0, 8), 16) / 0x1_0000_0000;
  return share * 100 < percentage;
}
