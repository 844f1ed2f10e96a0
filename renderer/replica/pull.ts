// Fetches a page of what has changed. When the server no longer knows our checkpoint, everything is compared anew from the
// beginning, and what was not seen by the end of that pass has left our scope meanwhile and is removed. Writes that are
// not pushed yet are never touched: RxDB leaves a document alone that has one.
import type { WithDeleted } from 'rxdb';
import type { Collection } from '#domain/sync/collections.ts';
import type { PullReply, Replicated } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import type { Trouble } from './classify-answer.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { Contact } from './contact.ts';
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

  return async (last: PullCheckpoint | undefined, limit: number): Promise<Page> => {
    const token = last?.anew === true && passed !== null ? passed : (last?.token ?? '');
    // A pass that the program's end has cut off starts over: what it had met is forgotten.
    const cutOff = last?.anew === true && unmet === null && passed === null;
    let reply: PullReply | 'resync' = cutOff ? 'resync' : await ask(token, limit);
    if (reply === 'resync') {
      unmet = new Set(await deps.standingIds());
      reply = await ask('', limit);
    }
    if (reply === 'resync') throw new Error(`pull of ${collection}: the server refuses an empty checkpoint`);
    for (const { id } of reply.documents) unmet?.delete(id);
    const gone: Replicated[] = [];
    if (unmet !== null && reply.documents.length < limit) {
      for (const id of unmet) gone.push(goneTombstone(collection, id));
      unmet = null;
      // RxDB keeps no checkpoint of an empty page, so the end of the pass is remembered here as well.
      passed = reply.checkpoint;
    }
    deps.pulled(reply.documents.length);
    const documents = [...reply.documents, ...gone].map(withoutMark);
    return { documents, checkpoint: { token: reply.checkpoint, anew: unmet !== null } };
  };
}

const UNKNOWN: Trouble = { kind: 'strange', detail: 'The server answered a pull in an unknown way.' };
