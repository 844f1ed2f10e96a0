// Reads what was kept as JSON. A text that another version wrote, or that somebody has spoilt, is as good as none.
import type { z } from 'zod';

/** The value of a kept text; null where there is none. */
export function keptJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return null;
    throw fault;
  }
}

/** What is kept under this key; null where nothing is that fits the schema. */
export function readKept<T>(storage: Pick<Storage, 'getItem'>, key: string, schema: z.ZodType<T>): T | null {
  return schema.safeParse(keptJson(storage.getItem(key))).data ?? null;
}
