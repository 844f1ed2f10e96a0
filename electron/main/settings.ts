// The program's own settings on this machine, kept in settings.json. People's settings replicate; these do not.
import { z } from 'zod';
import type { KeptFile } from './kept-file.ts';
import { readJson } from './kept-json.ts';

const settingsSchema = z.object({
  server: z.string().optional(),
  update_download: z.enum(['auto', 'ask']).optional(),
});
type Kept = z.infer<typeof settingsSchema>;

/** What is chosen on this machine, kept between runs. */
export type Settings = {
  /** The server's address. */
  keptServer(): Promise<string | null>;
  keepServer(address: string): Promise<void>;
  /** Whether updates are loaded by themselves. */
  keptUpdateDownload(): Promise<'auto' | 'ask'>;
  keepUpdateDownload(how: 'auto' | 'ask'): Promise<void>;
};

/** Settings in the given file. */
export function createSettings(file: KeptFile): Settings {
  const read = async (): Promise<Kept> => (await readJson(file, settingsSchema)) ?? {};
  const keep = async (change: Kept) => file.write(JSON.stringify({ ...(await read()), ...change }));
  return {
    keptServer: async () => (await read()).server ?? null,
    keepServer: (server) => keep({ server }),
    keptUpdateDownload: async () => (await read()).update_download ?? 'auto',
    keepUpdateDownload: (update_download) => keep({ update_download }),
  };
}
