// Asks the server what differs between a list of documents and what this device should have.
import type { Collection } from '#domain/sync/collections.ts';
import {
  type DigestReply,
  type DigestRequest,
  digestReplySchema,
  MAX_DIGEST,
  type Replicated,
} from '#domain/sync/messages.ts';
import { type Trouble, troubleOf } from './classify-answer.ts';
import type { Contact } from './contact.ts';
import type { Wire } from './wire.ts';

export type Digested = Pick<DigestReply, 'documents' | 'unknown' | 'has_more'>;
export type Listed = DigestRequest['ids'][number];

export interface DigestClient {
  /**
   * What differs; with `range` what is missing in it as well. Null where this server knows no digest. Waits at the gate
   * while the server is out of reach; rejects with `Unanswered` where it could not be asked.
   */
  ask(collection: Collection, ids: readonly Listed[], range?: Range): Promise<Digested | null>;
  /** Of these writes, those that the server certainly has; none of them while it cannot be asked. Does not wait. */
  known(collection: Collection, writes: readonly Listed[]): Promise<Set<string>>;
}

/** `after_id < id <= until_id`; null: no end. */
export interface Range {
  after_id: string | null;
  until_id: string | null;
}

/** The server was not reached, or did not answer as it should; the gate knows why, and the person sees it there. */
export class Unanswered extends Error {}

const UNKNOWN: Trouble = { kind: 'strange', detail: 'The server answered a digest in an unknown way.' };

/** Deps: the wire and the gate. */
export function createDigest({ wire, contact }: { wire: Wire; contact: Contact }): DigestClient {
  const send = async (collection: Collection, ids: readonly Listed[], range?: Range) => {
    const body: DigestRequest = { collection, ids: [...ids], ...range };
    const answer = await wire.ask('/api/sync/digest', { method: 'POST', body });
    if (answer.status === 404 || answer.status === 405) return { reply: null, trouble: null };
    const trouble = troubleOf(answer);
    const parsed = trouble ? null : digestReplySchema.safeParse(answer.body);
    return parsed?.success
      ? { reply: parsed.data as Digested & { documents: Replicated[] }, trouble: null }
      : { reply: null, trouble: trouble ?? UNKNOWN };
  };
  const askOnce = async (
    collection: Collection,
    ids: readonly Listed[],
    range?: Range,
  ): Promise<Digested | null> => {
    await contact.admission();
    const { reply, trouble } = await send(collection, ids, range);
    contact.report(trouble);
    if (trouble) throw new Unanswered(`digest of ${collection}: ${trouble.detail}`);
    return reply;
  };
  return {
    ask: async (collection, ids, range) => {
      if (range || ids.length <= MAX_DIGEST) return askOnce(collection, ids, range);
      const all: Digested = { documents: [], unknown: [], has_more: false };
      for (let at = 0; at < ids.length; at += MAX_DIGEST) {
        const part = await askOnce(collection, ids.slice(at, at + MAX_DIGEST));
        if (part === null) return null;
        all.documents.push(...part.documents);
        all.unknown.push(...part.unknown);
      }
      return all;
    },
    known: async (collection, writes) => {
      const found = new Set<string>();
      for (let at = 0; at < writes.length; at += MAX_DIGEST) {
        const part = writes.slice(at, at + MAX_DIGEST);
        const { reply } = await send(collection, part);
        if (reply === null) return found;
        const unknown = new Set(reply.unknown);
        for (const { id } of part) if (!unknown.has(id)) found.add(id);
      }
      return found;
    },
  };
}
