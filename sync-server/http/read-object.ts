// The JSON object of a body, for handlers that ask who may do this before they look at what is asked.
import { z } from 'zod';
import type { Fields } from '#domain/merge/three-way.ts';
import type { AppContext } from './app-env.ts';
import { DEFAULT_MAX_BYTES, readJson } from './read-body.ts';
import { validated } from './validate.ts';

const objectSchema = z.record(z.string(), z.unknown());

/** The body as an object. Throws HttpRefusal `unsupported_type`, `too_large` or `invalid`. */
export const readObject = async (c: AppContext): Promise<Fields> =>
  validated(objectSchema, await readJson(c, DEFAULT_MAX_BYTES));
