// The program's own settings on this machine, kept in settings.json. People's settings replicate; these do not.
import { z } from 'zod';
import type { KeptFile } from './kept-file.ts';
import { readJson } from './kept-json.ts';

const settingsSchema = z.object({ server: z.string().optional() });

/** Where the chosen server address is kept between runs. */
export type Settings = {
  keptServer(): Promise<string | null>;
  keepServer(address: string): Promise<void>;
};

/** Settings in the given file. */
export function createSettings(file: KeptFile): Settings {
  return {
    keptServer: async () => (await readJson(file, settingsSchema))?.server ?? null,
    keepServer: (server) => file.write(JSON.stringify({ server })),
  };
}
