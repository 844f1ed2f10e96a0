// The shape of a page of a list, as the server answers it and the screens read it.
import { z } from 'zod';
import { idSchema } from './ids.ts';

/** Of `item`: `total` counts the whole list; `last_id` asks for what follows, and is null on an empty page. */
export const pageSchema = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int(), has_more: z.boolean(), last_id: idSchema.nullable() });
