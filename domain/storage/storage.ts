// What a workspace takes up on its server, as an admin is told.
import { z } from 'zod';

const bytes = z.int().nonnegative().meta({ description: 'In bytes.' });
const count = z.int().nonnegative();

export const storageSchema = z.object({
  database: z.object({
    engine: z
      .enum(['pglite', 'postgres'])
      .meta({ description: 'Embedded in the server, or a server of its own.' }),
    bytes,
  }),
  rows: z
    .array(z.object({ table: z.string(), count }))
    .meta({ description: 'How many there are of each, the most first.' }),
  files: z
    .object({ place: z.enum(['folder', 'bucket']), count, bytes })
    .meta({ description: 'Résumés and attachments; the same bytes count once.' }),
  installers: z
    .object({ count, bytes })
    .meta({ description: 'Files of the releases, kept beside the others.' }),
  disk: z
    .object({ free: bytes, total: bytes })
    .nullable()
    .meta({ description: 'Where the server keeps its folder; null: the system does not say.' }),
});
export type Storage = z.output<typeof storageSchema>;
