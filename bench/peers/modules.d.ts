// What the bench uses of the peers. They are installed by the bench alone, so their own types may be missing.

declare module 'pouchdb' {
  interface Replication {
    on(event: 'complete' | 'error' | 'change', listener: (result: unknown) => void): Replication;
    cancel(): void;
  }
  interface Found {
    docs: Record<string, unknown>[];
  }
  export default class PouchDB {
    static plugin(plugin: unknown): void;
    static defaults(options: object): typeof PouchDB;
    static replicate(from: string | PouchDB, to: string | PouchDB, options?: object): Replication;
    constructor(name: string, options?: object);
    put(document: object): Promise<{ rev: string }>;
    bulkDocs(documents: object[]): Promise<unknown>;
    info(): Promise<{ doc_count: number }>;
    createIndex(options: { index: { fields: string[] } }): Promise<unknown>;
    find(options: object): Promise<Found>;
    sync(remote: string, options: object): Replication;
    changes(options: object): {
      on(event: 'change', listener: (change: { id: string; doc: Record<string, unknown> }) => void): unknown;
    };
  }
}
declare module 'pouchdb-find';
declare module 'pouchdb-adapter-memory';
declare module 'pouchdb-adapter-indexeddb';
declare module 'express' {
  import type { RequestListener } from 'node:http';

  interface Express extends RequestListenerLike {
    use(...handlers: unknown[]): void;
  }
  type RequestListenerLike = RequestListener;
  export default function express(): Express;
}
declare module 'express-pouchdb' {
  export default function expressPouch(pouch: unknown, options: object): unknown;
}
declare module 'ws' {
  import type { Server } from 'node:http';
  export class WebSocketServer {
    constructor(options: { server: Server; maxPayload: number });
    close(): void;
  }
  export class WebSocket {
    constructor(url: string, options: { maxPayload: number });
  }
}

declare module 'tinybase' {
  export interface MergeableStore {
    setRow(table: string, row: string, cells: Record<string, string | number | boolean>): unknown;
    getRowCount(table: string): number;
    getCell(table: string, row: string, cell: string): unknown;
    transaction(work: () => void): void;
    addRowListener(
      table: string,
      row: null,
      listener: (store: MergeableStore, table: string, row: string) => void,
    ): string;
    addDidFinishTransactionListener(listener: () => void): string;
    getTableIds(): string[];
  }
  export function createMergeableStore(id?: string): MergeableStore;
}
declare module 'tinybase/synchronizers/synchronizer-ws-client' {
  import type { MergeableStore } from 'tinybase';
  export function createWsSynchronizer(
    store: MergeableStore,
    socket: unknown,
    timeoutSeconds: number,
  ): Promise<{ startSync(): Promise<unknown>; destroy(): Promise<unknown> }>;
}
declare module 'tinybase/synchronizers/synchronizer-ws-server' {
  export function createWsServer(server: unknown): { destroy(): Promise<unknown> };
}
declare module 'tinybase/persisters/persister-indexed-db' {
  import type { MergeableStore } from 'tinybase';
  export function createIndexedDbPersister(store: MergeableStore, name: string): { save(): Promise<unknown> };
}

declare module '@nozbe/watermelondb' {
  export class Model {
    static table: string;
    readonly id: string;
  }
  export class Database {
    constructor(options: { adapter: unknown; modelClasses: unknown[] });
    get(table: string): { query(): { fetchCount(): Promise<number> } };
  }
  export function appSchema(options: object): unknown;
  export function tableSchema(options: object): unknown;
}
declare module '@nozbe/watermelondb/adapters/lokijs' {
  /** CommonJS: what is imported by default is the module, and the class is its default. */
  const adapter: { default: new (options: object) => unknown };
  export default adapter;
}
declare module '@nozbe/watermelondb/sync' {
  export function synchronize(options: object): Promise<void>;
}
