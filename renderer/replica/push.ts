// Sends written rows and turns the server's outcome of each row into what RxDB understands: nothing for `ok`, the
// server's document for every other. What is refused is on the attention list before RxDB hears of it.
import type { RxReplicationWriteToMasterRow, WithDeleted } from 'rxdb';
import type { RefusalCode } from '#domain/refusal.ts';
import { REFUSAL_STATUS } from '#domain/refusal.ts';
import type { WritableCollection } from '#domain/sync/collections.ts';
import type { PushResult, PushRow, Replicated } from '#domain/sync/messages.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import type { Aside } from './aside.ts';
import type { Grievance } from './attention.ts';
import type { Claims } from './claims.ts';
import type { ConflictDocument } from './conflicts.ts';
import type { Contact } from './contact.ts';
import { pushReplyOf } from './messages.ts';
import { isReadable } from './readable.ts';
import type { Verdicts } from './verdicts.ts';
import type { Wire } from './wire.ts';

type Row = RxReplicationWriteToMasterRow<ConflictDocument>;
type Contested = WithDeleted<ConflictDocument>;

export interface PushDeps {
  wire: Wire;
  contact: Contact;
  verdicts: Verdicts;
  complain(grievance: Grievance): Promise<void>;
  /** The server has stored this write. */
  confirm(collection: WritableCollection, document: ConflictDocument): void;
  /** On what a write was made where RxDB does not know it. */
  claims: Pick<Claims, 'of'>;
  aside: Pick<Aside, 'put'>;
  /** Whether a write holds nothing that a person has typed or chosen. */
  followsByRule(base: ConflictDocument, mine: ConflictDocument): Promise<boolean>;
}

/** The push of one collection. Rejects where the server was not reached or has told us to stop: RxDB tries again. */
export function createPush(collection: WritableCollection, deps: PushDeps) {
  return async (rows: Row[]): Promise<Contested[]> => {
    await deps.contact.admission();
    const results = await send(collection, rows, deps);
    const contested: Contested[] = [];
    for (const [at, result] of results.entries()) {
      const row = rows[at];
      if (row) contested.push(...(await judge(collection, row, result, deps)));
    }
    return contested;
  };
}

async function send(collection: WritableCollection, rows: Row[], deps: PushDeps) {
  const { wire, contact } = deps;
  const body = { rows: rows.map((row) => wireRowOf(collection, row, deps)) };
  const answer = await wire.take(`/api/sync/${collection}/push`, { method: 'POST', body });
  const reply = 'body' in answer ? pushReplyOf(answer.body, rows.length) : null;
  const unknown = { kind: 'strange', detail: 'The server answered a push in an unknown way.' } as const;
  const trouble = 'trouble' in answer ? answer.trouble : reply === null ? unknown : null;
  contact.report(trouble);
  if (trouble || reply === null) throw new Error(`push of ${collection}: ${trouble?.detail ?? ''}`);
  return reply.results;
}

function wireRowOf(
  collection: WritableCollection,
  { assumedMasterState, newDocumentState }: Row,
  { claims }: Pick<PushDeps, 'claims'>,
): PushRow {
  const claim = claims.of(collection, newDocumentState.id);
  return {
    base: (claim ? claim.base : assumedMasterState)?.write_id ?? null,
    document: { ...newDocumentState, _deleted: Boolean(newDocumentState._deleted) },
  };
}

async function judge(
  collection: WritableCollection,
  { newDocumentState: mine, assumedMasterState: base }: Row,
  result: PushResult,
  deps: PushDeps,
): Promise<Contested[]> {
  if (result.outcome === 'ok') {
    deps.confirm(collection, mine);
    return [];
  }
  const given = result.document ?? goneTombstone(collection, mine.id);
  if (given.id !== mine.id || !isReadable(collection, given)) {
    // RxDB would write whatever it is given. Ours is kept for the person, and theirs is asked for again.
    const theirs = goneTombstone(collection, mine.id);
    const why = {
      reason: 'defect',
      detail: 'The server answered with a record that cannot be read.',
    } as const;
    await deps.complain({ collection, kind: 'refused', mine, base: base ?? null, theirs, ...why });
    if (given.id === mine.id) await deps.aside.put(collection, given);
    deps.verdicts.refuse(mine.write_id);
    deps.verdicts.stands(theirs.write_id);
    return [withoutMark(theirs)];
  }
  const theirs = withoutMark(given);
  if (result.outcome === 'absorbed') deps.verdicts.absorb(mine.write_id);
  if (result.outcome === 'rejected' || result.outcome === 'gone') {
    const { reason, detail } = reasonOf(result);
    // What a rule made of a call goes with the lead without a word: the call itself is on the server.
    const left = reason === 'gone' || reason === 'merged';
    const quiet = left && collection === 'leads' && base && (await deps.followsByRule(base, mine));
    if (!quiet)
      await deps.complain({ collection, kind: 'refused', mine, base: base ?? null, theirs, reason, detail });
    deps.verdicts.refuse(mine.write_id);
  }
  deps.verdicts.stands(theirs.write_id);
  return [theirs];
}

function reasonOf({ outcome, code, detail = '' }: PushResult): { reason: RefusalCode; detail: string } {
  if (outcome === 'gone') return { reason: 'gone', detail };
  return isCode(code)
    ? { reason: code, detail }
    : { reason: 'invalid', detail: `${code ?? ''} ${detail}`.trim() };
}

const isCode = (code: string | undefined): code is RefusalCode =>
  code !== undefined && Object.hasOwn(REFUSAL_STATUS, code);

/** The document without the mark of one that left the reader's scope: the replica keeps documents, not messages. */
export function withoutMark({ gone, ...document }: Replicated): Contested {
  return document;
}
