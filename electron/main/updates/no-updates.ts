// What can be asked of updates, and the answer of a program that does not update itself.
import type { UpdateState } from '../../ipc/contract.ts';

export interface Updates {
  state(): UpdateState;
  /** Asks the server; loads what is there, where that may be done by itself. Never rejects. */
  check(): Promise<void>;
  /** Loads the version that was found, whatever the link. Never rejects. */
  download(): Promise<void>;
  /** Closes the program and starts the new version; nothing happens before it is loaded. */
  install(): void;
  /** `auto`: load by itself; `ask`: when the person says so. */
  setDownload(how: UpdateState['download']): void;
  /** The page has heard from the system that the link is to be spared. */
  noteLink(spare: boolean): void;
}

/** Before anything was asked. */
export const NOTHING: UpdateState = {
  ...{ status: 'idle', version: null, notes: null, percent: null, checked_at: null },
  ...{ problem: null, download: 'auto' },
};

/** Of a program that was built without a publisher's key, or is run from its source. */
export const noUpdates = (): Updates => ({
  state: () => ({ ...NOTHING, status: 'off' }),
  check: async () => undefined,
  download: async () => undefined,
  install: () => undefined,
  setDownload: () => undefined,
  noteLink: () => undefined,
});
