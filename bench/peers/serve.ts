// The servers of the peers, in one process and on one port, filled with the same documents as ours: CouchDB's protocol by
// express-pouchdb, TinyBase's synchronizer on a WebSocket, and the one request that WatermelonDB asks for. They keep
// everything in memory: an advantage over ours.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve, sep } from 'node:path';
import express from 'express';
import expressPouch from 'express-pouchdb';
import PouchDB from 'pouchdb';
import memory from 'pouchdb-adapter-memory';
import { createMergeableStore } from 'tinybase';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server';
import { WebSocket, WebSocketServer } from 'ws';
import { type Life, serveUntilTold } from '../harness/child.ts';
import { cellsOf, type Given, pouchDocument } from './documents.ts';

export interface PeerServerOptions {
  /** A file with the documents as JSON. */
  documents: string;
  /** Folder of the built page. */
  pages: string;
  /** Folder for what they write beside. */
  folder: string;
}

export interface PeerServer {
  url: string;
}

const MAX_PAYLOAD = 2 ** 30;
const AT_ONCE = 2000;

async function serve({ documents, pages, folder }: PeerServerOptions, life: Life): Promise<PeerServer> {
  const given = JSON.parse(await readFile(documents, 'utf8')) as Given[];
  const app = express();
  const server = createServer(app);
  app.use('/app', (request: { path: string }, response: import('node:http').ServerResponse) =>
    sendFile(pages, request.path, response),
  );
  app.use('/watermelon', (_: unknown, response: import('node:http').ServerResponse) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ changes: watermelonChanges(given), timestamp: 1 }));
  });
  app.use('/couch', await couch(given, folder));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const sockets = new WebSocketServer({ server, maxPayload: MAX_PAYLOAD });
  const tiny = createWsServer(sockets);
  await fillTiny(given, `ws://127.0.0.1:${port}/documents`);
  life.atEnd(async () => {
    await tiny.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}` };
}

async function couch(given: Given[], folder: string): Promise<unknown> {
  PouchDB.plugin(memory);
  const InMemory = PouchDB.defaults({ adapter: 'memory' });
  const database = new InMemory('documents');
  for (let at = 0; at < given.length; at += AT_ONCE)
    await database.bulkDocs(given.slice(at, at + AT_ONCE).map(pouchDocument));
  return expressPouch(InMemory, {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: join(folder, 'pouch.log'),
  });
}

/** Fills the server's store through a client of its own, as it has no other door. */
async function fillTiny(given: Given[], address: string): Promise<void> {
  const store = createMergeableStore('server');
  store.transaction(() => {
    for (const one of given) store.setRow(one.collection, one.document.id, cellsOf(one));
  });
  const socket = new WebSocket(address, { maxPayload: MAX_PAYLOAD });
  const synchronizer = await createWsSynchronizer(store, socket, 120);
  await synchronizer.startSync();
}

function watermelonChanges(given: Given[]) {
  const changes: Record<string, { created: object[]; updated: object[]; deleted: string[] }> = {};
  for (const one of given) {
    changes[one.collection] ??= { created: [], updated: [], deleted: [] };
    changes[one.collection]?.created.push(cellsOf(one));
  }
  return changes;
}

async function sendFile(
  folder: string,
  path: string,
  response: import('node:http').ServerResponse,
): Promise<void> {
  const file = resolve(folder, `.${path === '/' ? '/index.html' : path}`);
  const bytes = file.startsWith(resolve(folder) + sep) ? await readFile(file).catch(() => null) : null;
  response.statusCode = bytes ? 200 : 404;
  response.setHeader('content-type', file.endsWith('.html') ? 'text/html' : 'text/javascript');
  response.end(bytes ?? undefined);
}

serveUntilTold<PeerServerOptions, PeerServer>(serve);
