// Reads a request's body up to a limit, whether or not its length was announced.
import { refusal } from '#domain/refusal.ts';
import type { AppContext } from './app-env.ts';
import { HttpRefusal } from './problem.ts';

/** Most bytes of a body where a route says nothing else: 1 MiB. */
export const DEFAULT_MAX_BYTES = 1_048_576;

/** The media type of the request in lower case without parameters, or '' when it has none. */
export const mediaTypeOf = (c: AppContext): string =>
  (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The body as it comes in, read no faster than it is taken. Throws HttpRefusal: `too_large` past `maxBytes`, without reading
 * further, and `invalid` where the sender breaks off.
 */
export async function* bodyOf(c: AppContext, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
  let size = 0;
  for await (const chunk of unbroken(c.req.raw.body ?? [])) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

async function* unbroken(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch {
    const detail = 'The body broke off before its end.';
    throw new HttpRefusal(refusal('invalid', { detail, errors: [] }));
  }
}

/** The refusal of more than `maxBytes`. */
export const tooLarge = (maxBytes: number): HttpRefusal =>
  new HttpRefusal(refusal('too_large', { detail: `At most ${maxBytes} bytes are taken here.` }));

/** All bytes of the body at once. Refusals as of bodyOf. */
export async function readBody(c: AppContext, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bodyOf(c, maxBytes)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * The fields of a form, urlencoded or multipart, up to `maxBytes` in all. Throws HttpRefusal: `unsupported_type` for
 * any other media type, `too_large`, and `invalid` for a body that is no such form.
 */
export async function readForm(c: AppContext, maxBytes: number): Promise<FormData> {
  const type = mediaTypeOf(c);
  if (type !== 'multipart/form-data' && type !== 'application/x-www-form-urlencoded') {
    throw unsupported('application/x-www-form-urlencoded or multipart/form-data');
  }
  const bytes = await readBody(c, maxBytes);
  try {
    return await new Response(bytes, {
      headers: { 'content-type': c.req.header('content-type') ?? '' },
    }).formData();
  } catch {
    throw notWhole();
  }
}

/** The refusal of a body that is no form. */
export const notWhole = (): HttpRefusal =>
  new HttpRefusal(refusal('invalid', { detail: 'The body is not a whole form.', errors: [] }));

/** The JSON value of the body, up to `maxBytes`; undefined when there is no body at all. Refusals as of readForm. */
export async function readJson(c: AppContext, maxBytes: number): Promise<unknown> {
  const type = mediaTypeOf(c);
  if (type === '' && !announcesBody(c)) return undefined;
  if (type !== 'application/json' && !/^application\/[a-z0-9.-]+\+json$/.test(type)) {
    throw unsupported('application/json');
  }
  const bytes = await readBody(c, maxBytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    const errors = [{ path: '', message: 'must be JSON in UTF-8' }];
    throw new HttpRefusal(refusal('invalid', { detail: 'The body is not JSON.', errors }));
  }
}

const announcesBody = (c: AppContext): boolean =>
  Number(c.req.header('content-length') ?? 0) > 0 || c.req.header('transfer-encoding') !== undefined;

const unsupported = (wanted: string): HttpRefusal =>
  new HttpRefusal(refusal('unsupported_type', { detail: `Send the content as ${wanted}.` }));
