// Fetches a page of what has changed. When the server no longer knows our checkpoint, everything is compared anew from the
// beginning, and what was not seen by the end of that pass and has left our scope is removed. Writes that are
// not pushed yet are never touched: RxDB leaves a document alone that has one.
import type { WithDeleted } from 'rxdb';
import type { Collection } from '#domain/sync/collections.ts';
import type { PullReply, Replicated } from '#domain/sync/messages.ts';
import type { Trouble } from './classify-answer.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { Contact } from './contact.ts';
import type { Flow } from './flow.ts';
import type { Incoming } from './incoming.ts';
import { pullReplyOf } from './messages.ts';
import { withoutMark } from './push.ts';
import type { Wire } from './wire.ts';

/** `anew`: a pass from the beginning is under way, and has to start over if the program ends in it. */
export interface PullCheckpoint {
  token: string;
  anew?: boolean;
}

export interface PullDeps {
  wire: Wire;
  contact: Contact;
  /** Ids of the documents of this collection that are not deleted and have no unconfirmed write. */
  standingIds(): Promise<string[]>;
  /** What may go to RxDB, and what has really left. */
  incoming: Incoming;
  flow: Pick<Flow, 'room' | 'handed'>;
  pulled(count: number): void;
}

interface Page {
  documents: WithDeleted<ConflictDocument>[];
  checkpoint: PullCheckpoint;
}

/** The pull of one collection. Rejects where the server was not reached or has told us to stop: RxDB tries again. */
export function createPull(collection: Collection, deps: PullDeps) {
  // During a pass from the beginning: what stood here when it began and has not been met yet.
  let unmet: Set<string> | null = null;
  let passed: string | null = null;
  // RxDB keeps no checkpoint of a page of which nothing was left.
  let nothingLeft: { from: string; to: string } | null = null;

  const ask = async (token: string, limit: number): Promise<PullReply | 'resync'> => {
    await deps.contact.admission();
    const query = new URLSearchParams({ checkpoint: token, limit: String(limit) });
    const answer = await deps.wire.take(`/api/sync/${collection}/pull?${query}`);
    const reply = 'body' in answer ? pullReplyOf(answer.body) : null;
    const trouble: Trouble | null = 'trouble' in answer ? answer.trouble : reply ? null : UNKNOWN;
    if (trouble?.kind === 'resync' && token !== '') return 'resync';
    deps.contact.report(trouble?.kind === 'resync' ? UNKNOWN : trouble);
    if (reply === null) throw new Error(`pull of ${collection}: ${trouble?.detail ?? ''}`);
    return reply;
  };

  /** The page at the token, or the first one of a pass from the beginning. */
  const begin = async (token: string, limit: number, anew: boolean): Promise<PullReply> => {
    const reply = anew ? 'resync' : await ask(token, limit);
    if (reply !== 'resync') return reply;
    unmet = new Set(await deps.standingIds());
    const first = await ask('', limit);
    if (first === 'resync') throw new Error(`pull of ${collection}: the server refuses an empty checkpoint`);
    return first;
  };

  /** RxDB takes a short page for the last one, so what was kept back is made up for by the next page. */
  const gather = async (first: PullReply, limit: number) => {
    const documents: Replicated[] = [];
    for (let reply = first; ; ) {
      for (const { id } of reply.documents) unmet?.delete(id);
      deps.pulled(reply.documents.length);
      documents.push(...(await deps.incoming.sift(collection, reply.documents, unmet !== null)));
      const isLast = reply.documents.length < limit;
      if (isLast || documents.length >= limit) return { documents, isLast, token: reply.checkpoint };
      const next = await ask(reply.checkpoint, limit);
      if (next === 'resync') throw new Error(`pull of ${collection}: the server has started anew`);
      reply = next;
    }
  };

  return async (last: PullCheckpoint | undefined, limit: number): Promise<Page> => {
    const given = last?.anew === true && passed !== null ? passed : (last?.token ?? '');
    await deps.flow.room(last?.token ?? '');
    const token = nothingLeft?.from === given ? nothingLeft.to : given;
    // A pass that the program's end has cut off starts over: what it had met is forgotten.
    const cutOff = last?.anew === true && unmet === null && passed === null;
    const page = await gather(await begin(token, limit, cutOff), limit);
    if (unmet !== null && page.isLast) {
      page.documents.push(...(await deps.incoming.left(collection, [...unmet])));
      unmet = null;
      // RxDB keeps no checkpoint of an empty page, so the end of the pass is remembered here as well.
      passed = page.token;
    }
    nothingLeft = page.documents.length === 0 ? { from: given, to: page.token } : null;
    deps.flow.handed(page.token, page.documents.length);
    return {
      documents: page.documents.map(withoutMark),
      checkpoint: { token: page.token, anew: unmet !== null },
    };
  };
}

const UNKNOWN: Trouble = { kind: 'strange', detail: 'The server answered a pull in an unknown way.' };
