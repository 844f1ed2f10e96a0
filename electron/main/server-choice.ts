// The server in use: chosen at start, changed by the person, kept for the next run.
import { chooseServer, serverFromArgv } from './server-address.ts';
import type { Settings } from './settings.ts';

export type ServerChoice = { current: () => string; change: (address: string) => Promise<void> };

/** The choice at start: `--server`, else the one kept, else this machine. Only `change` keeps one. */
export async function createServerChoice(settings: Settings, argv: readonly string[]): Promise<ServerChoice> {
  let server = chooseServer([serverFromArgv(argv), await settings.keptServer()]);
  return {
    current: () => server,
    change: async (address) => {
      server = address;
      await settings.keepServer(address);
    },
  };
}
