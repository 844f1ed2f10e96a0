// Updates that begin after the first screen: the library behind them is not loaded before.
import { noUpdates, type Updates } from './no-updates.ts';

/** Says that there are none until `begin` has brought them. */
export function createLateUpdates(): Updates & { begin(updates: Updates): void } {
  let now = noUpdates();
  return {
    begin: (updates) => {
      now = updates;
    },
    state: () => now.state(),
    check: () => now.check(),
    download: () => now.download(),
    install: () => now.install(),
    setDownload: (how) => now.setDownload(how),
    noteLink: (spare) => now.noteLink(spare),
  };
}
