// Reads a kept file as JSON of a known shape. What does not fit counts as not there: these files only hold choices
// that can be made again.
import type { z } from 'zod';
import type { KeptFile } from './kept-file.ts';

/** The file's value, or null when it is missing, no JSON, or of another shape. */
export async function readJson<T>(file: Pick<KeptFile, 'read'>, schema: z.ZodType<T>): Promise<T | null> {
  const text = await file.read();
  if (text === null) return null;
  const parsed = schema.safeParse(fromJson(text));
  return parsed.success ? parsed.data : null;
}

/** JSON as unknown; undefined when the text is none. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
