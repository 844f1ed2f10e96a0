// Writes a page of documents in pieces, inside of its one transaction: IndexedDB copies every document while the screen
// waits, and five hundred at one go are a tenth of a second in which nobody can type.
import type Dexie from 'dexie';
import type { DBCoreMutateRequest, DBCoreMutateResponse, DBCorePutRequest, DBCoreTable } from 'dexie';

const AT_ONCE = 50;

/** For the option `addons` of Dexie. */
export function smallPuts(database: Dexie): void {
  database.use({
    stack: 'dbcore',
    name: 'small-puts',
    create: (down) => ({
      ...down,
      table: (name) => {
        const table = down.table(name);
        return {
          ...table,
          mutate: (request) => (isLarge(request) ? inPieces(table, request) : table.mutate(request)),
        };
      },
    }),
  });
}

// A put that says what it changes comes of an update, which RxDB never makes.
const isLarge = (request: DBCoreMutateRequest): request is DBCorePutRequest =>
  request.type === 'put' && request.values.length > AT_ONCE && !request.changeSpec && !request.updates;

type Answer = ReturnType<DBCoreTable['mutate']>;

function inPieces(table: DBCoreTable, request: DBCorePutRequest): Answer {
  const piece = (from: number): Answer =>
    table.mutate({
      ...request,
      values: request.values.slice(from, from + AT_ONCE),
      ...(request.keys ? { keys: request.keys.slice(from, from + AT_ONCE) } : {}),
    });
  let done = piece(0);
  for (let from = AT_ONCE; from < request.values.length; from += AT_ONCE)
    done = done.then((sum) => piece(from).then((next) => together(sum, next, from)));
  return done;
}

function together(sum: DBCoreMutateResponse, next: DBCoreMutateResponse, from: number): DBCoreMutateResponse {
  const failures = { ...sum.failures };
  for (const [at, fault] of Object.entries(next.failures)) failures[from + Number(at)] = fault;
  return {
    numFailures: sum.numFailures + next.numFailures,
    failures,
    lastResult: next.lastResult,
    ...(sum.results && next.results ? { results: [...sum.results, ...next.results] } : {}),
  };
}
