// Reads a multipart form while it arrives: texts are few and small, files are handed on piece by piece and never held.
// Source: RFC 7578; how browsers escape names: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { AppContext } from './app-env.ts';
import { bodyOf, notWhole, tooLarge } from './read-body.ts';

/** A file of a form before its content: the field's name, the sender's name for it, the media type as it was sent. */
export interface FilePart {
  field: string;
  name: string;
  type: string;
}

/** What becomes of the files. */
export interface FileTaker<T> {
  /** Takes the content as it comes; it has to be read to its end. */
  take(part: FilePart, content: AsyncIterable<Uint8Array>): Promise<T>;
  /** Undoes that, where the form comes to nothing. */
  drop(taken: T): Promise<void>;
}

export interface Multipart<T> {
  /** Names and values in the order of the form. */
  texts: [string, string][];
  files: T[];
}

/** Most bytes: of the whole body, and of the names and values of its texts. */
export interface FormLimits {
  body: number;
  texts: number;
}

/** No form of ours has more; each costs a little whatever is in it. */
const MOST_PARTS = 200;
/** Headers of a part: a disposition with a long name, a type, and what odd senders add. */
const PART_HEADERS = { headerPairs: 20, headerSize: 16_384 };

/**
 * The texts of the form, and what `taker` made of its files. Throws HttpRefusal: `too_large` as soon as that is known,
 * `invalid` for what is no whole form; and whatever `take` throws. Then nothing that was taken is left.
 */
export async function readMultipart<T>(
  c: AppContext,
  limits: FormLimits,
  taker: FileTaker<T>,
): Promise<Multipart<T>> {
  const form = openForm(c, limits, taker);
  try {
    for await (const chunk of bodyOf(c, limits.body)) {
      if (!form.parser.write(chunk)) await Promise.race([once(form.parser, 'drain'), form.failed]);
    }
    form.parser.end();
    await Promise.race([form.finished, form.failed]);
    return { texts: form.texts, files: await Promise.all(form.taking) };
  } catch (error) {
    await form.undo();
    throw error;
  }
}

/** The parser, what it has found so far, and promises of how it ends. */
function openForm<T>(c: AppContext, limits: FormLimits, taker: FileTaker<T>) {
  const parser = parserOf(c.req.header('content-type') ?? '', limits);
  const texts: [string, string][] = [];
  const contents: Readable[] = [];
  const taking: Promise<T>[] = [];
  let room = limits.texts;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // It may come when nobody waits any more.
  failed.catch(() => undefined);
  parser.on('field', (name: string | undefined, value, _, cut) => {
    room -= Buffer.byteLength(name ?? '') + Buffer.byteLength(value);
    if (cut || room < 0) fail(tooLarge(limits.texts));
    else if (name !== undefined) texts.push([asTyped(name), value]);
  });
  parser.on('file', (field: string | undefined, content, name, _, type) => {
    contents.push(content);
    // It may break before anybody reads it; whoever reads it hears of that again.
    content.on('error', () => undefined);
    const part = { field: asTyped(field ?? ''), name: asTyped(name), type };
    const taken = taker.take(part, content);
    taken.catch(fail);
    taking.push(taken);
  });
  parser.on('error', () => fail(notWhole()));
  parser.on('partsLimit', () => fail(notWhole()));
  const undo = async () => {
    for (const content of contents) content.destroy(new Error('the form came to nothing'));
    for (const one of await Promise.allSettled(taking))
      if (one.status === 'fulfilled') await taker.drop(one.value);
  };
  const finished = new Promise<void>((resolve) => parser.once('finish', resolve));
  return { parser, texts, taking, failed, finished, undo };
}

function parserOf(type: string, limits: FormLimits): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      preservePath: true,
      // A file is what has a file name, as for browsers.
      isPartAFile: (_field, _type, name) => name !== undefined,
      limits: { ...PART_HEADERS, parts: MOST_PARTS, fieldSize: limits.texts + 1 },
    });
  } catch {
    // No boundary, or one that cannot be.
    throw notWhole();
  }
}

const ESCAPED: Record<string, string> = { '%0A': '\n', '%0D': '\r', '%22': '"' };

/** A name as it was before a browser escaped the three signs that would end it. */
const asTyped = (name: string): string => name.replaceAll(/%0A|%0D|%22/g, (sign) => ESCAPED[sign] ?? sign);
