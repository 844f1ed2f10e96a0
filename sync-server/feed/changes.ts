// What the open streams are told. Those that a commit wakes ask at the same moment: they are answered together, by one reading
// of the feed and of the documents, however many they are.
import { sql } from 'drizzle-orm';
import { type Collection, isCollection } from '#domain/sync/collections.ts';
import { goneTombstone } from '#domain/sync/tombstone.ts';
import { type Database, type Queryable, rowsOf } from '../db/database.ts';
import { feed } from '../db/tables/records.ts';
import { doneTogether, thisMoment } from '../together.ts';
import { checkpointOf } from './checkpoint.ts';
import { replicatedDocument } from './pull.ts';
import { readDocuments } from './write-documents.ts';

/** A stream that has told everything up to `seq` of its scopes. */
export interface Asked {
  scopes: readonly string[];
  epoch: string;
  seq: number;
}

export interface Changes {
  /** Each the JSON of a StreamMessage, in the order of the feed. */
  messages: readonly string[];
  /** Up to where they tell. */
  seq: number;
  /** There is more after them. */
  more: boolean;
}

const PAGE = 500;
const READERS_AT_ONCE = 2_000;

/** What changed for whoever asks, after what he has told already. */
export function createChanges(db: Database): (asked: Asked) => Promise<Changes> {
  return doneTogether((asked: readonly Asked[]) => readChanges(db, asked), READERS_AT_ONCE, thisMoment);
}

interface FeedRow {
  scope: string;
  collection: Collection;
  document_id: string;
  seq: number;
  present: boolean;
}

async function readChanges(q: Queryable, asked: readonly Asked[]): Promise<Changes[]> {
  const rows = await rowsAfter(
    q,
    [...new Set(asked.flatMap(({ scopes }) => scopes))],
    Math.min(...asked.map(({ seq }) => seq)),
  );
  const texts = await textsOf(q, rows);
  const last = rows.length < PAGE ? undefined : rows.at(-1)?.seq;
  const answers = new Map<string, Changes>();
  return asked.map((one) => {
    const key = JSON.stringify([one.epoch, one.seq, ...one.scopes]);
    const answer = answers.get(key) ?? changesFor(one, rows, texts, last);
    answers.set(key, answer);
    return answer;
  });
}

/** The first rows of these scopes after `seq`, in the order of commits. */
async function rowsAfter(q: Queryable, scopes: readonly string[], seq: number): Promise<FeedRow[]> {
  const rows = rowsOf(
    await q.execute(sql`
      select scope, collection, document_id, seq, present from ${feed}
      where ${feed.scope} = any(array(select json_array_elements_text(${JSON.stringify(scopes)}::json))) and ${feed.seq} > ${seq}
      order by ${feed.seq} limit ${PAGE}`),
  );
  return rows.flatMap((row) => {
    const collection = String(row['collection']);
    if (!isCollection(collection)) return [];
    return [
      {
        scope: String(row['scope']),
        collection,
        document_id: String(row['document_id']),
        seq: Number(row['seq']),
        present: row['present'] === true,
      },
    ];
  });
}

/** What the reader of each row should have of its document, as JSON. */
async function textsOf(q: Queryable, rows: readonly FeedRow[]): Promise<Map<FeedRow, string>> {
  const texts = new Map<FeedRow, string>();
  for (const collection of new Set(rows.map((row) => row.collection))) {
    const ours = rows.filter((row) => row.collection === collection);
    const ids = new Set(ours.flatMap((row) => (row.present ? [row.document_id] : [])));
    const stored = await readDocuments(q, collection, [...ids]);
    const standing = new Map<string, string>();
    for (const [id, found] of stored) standing.set(id, JSON.stringify(replicatedDocument(collection, found)));
    for (const row of ours) {
      const text = row.present ? standing.get(row.document_id) : undefined;
      texts.set(row, text ?? JSON.stringify(goneTombstone(collection, row.document_id)));
    }
  }
  return texts;
}

/** `last`: where the reading ended before its end; undefined: nothing comes after it now. */
function changesFor(
  { scopes, epoch, seq }: Asked,
  rows: readonly FeedRow[],
  texts: ReadonlyMap<FeedRow, string>,
  last: number | undefined,
): Changes {
  const ours = rows.filter((row) => row.seq > seq && scopes.includes(row.scope));
  const messages = runsOf(ours).map((run) => {
    const [{ scope, collection } = { scope: '', collection: '' }] = run;
    const checkpoint = checkpointOf(collection, { epoch, scope, seq: run.at(-1)?.seq ?? seq });
    const documents = run.map((row) => texts.get(row)).join();
    return `{"collection":${JSON.stringify(collection)},"documents":[${documents}],"checkpoint":${JSON.stringify(checkpoint)}}`;
  });
  return {
    messages,
    seq: Math.max(seq, last ?? ours.at(-1)?.seq ?? seq),
    more: last !== undefined,
  };
}

/** Neighbours of one scope and collection go in one message. */
function runsOf(rows: readonly FeedRow[]): FeedRow[][] {
  const runs: FeedRow[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run?.[0]?.scope === row.scope && run[0].collection === row.collection) run.push(row);
    else runs.push([row]);
  }
  return runs;
}
