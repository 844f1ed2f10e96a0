// The one stream of all collections: kept open, watched for silence, opened again. Every opening asks all collections to
// pull, for what was published while nobody listened.
import { type Observable, Subject } from 'rxjs';
import { z } from 'zod';
import { COLLECTIONS, type Collection, isCollection } from '#domain/sync/collections.ts';
import type { Replicated } from '#domain/sync/messages.ts';
import { type Trouble, troubleOf } from './classify-answer.ts';
import type { Contact } from './contact.ts';
import { replicatedSchema } from './messages.ts';
import { createEventReader, type ServerEvent } from './server-events.ts';
import { answerOf, type Wire } from './wire.ts';

export type StreamItem = 'RESYNC' | { documents: Replicated[]; checkpoint: { token: string } };

export interface Stream {
  items(collection: Collection): Observable<StreamItem>;
  /** Asks every collection to pull and push now. */
  resync(): void;
  isOpen(): boolean;
  /** Ends a connection that may be dead (wake from sleep, change of network) and opens a new one. */
  reconnect(): void;
  subscribe(listener: () => void): () => void;
  start(): void;
  close(): void;
}

const SILENCE_MS = 45_000;
const UNASKED_MS = 1_000;

const messageSchema = z.object({
  collection: z.string(),
  documents: z.array(replicatedSchema),
  checkpoint: z.string(),
});

/** Deps: the wire, the gate, and the longest silence in milliseconds before the connection counts as dead. */
export function createStream(deps: { wire: Wire; contact: Contact; silence_ms?: number }): Stream {
  const { wire, contact, silence_ms = SILENCE_MS } = deps;
  const subjects = new Map(COLLECTIONS.map((name) => [name, new Subject<StreamItem>()]));
  const listeners = new Set<() => void>();
  let connection = new AbortController();
  let open = false;
  let closed = false;
  let unasked: ReturnType<typeof setTimeout> | undefined;

  const resync = () => {
    for (const subject of subjects.values()) subject.next('RESYNC');
  };
  const setOpen = (next: boolean) => {
    if (open === next) return;
    open = next;
    for (const listener of listeners) listener();
  };
  const take = (event: ServerEvent) => {
    if (event.name === 'resync') {
      clearTimeout(unasked);
      return resync();
    }
    const message = event.name === 'message' ? messageOf(event.data) : null;
    // Something that cannot be read may hold news: the pull will bring it.
    if (event.name === 'message' && message === null) return resync();
    if (message === null || !isCollection(message.collection)) return;
    const { documents, checkpoint } = message;
    subjects.get(message.collection)?.next({ documents, checkpoint: { token: checkpoint } });
  };
  const connect = async (): Promise<Trouble | null> => {
    connection = new AbortController();
    const { signal } = connection;
    const response = await wire.open('/api/sync/stream', signal);
    if (response === null) return signal.aborted ? null : UNREACHED;
    const isStream = /event-stream/i.test(response.headers.get('content-type') ?? '');
    if (!response.ok || !isStream || response.body === null) {
      return troubleOf(await answerOf(response)) ?? { kind: 'strange', detail: 'There is no stream.' };
    }
    contact.report(null);
    setOpen(true);
    // The server says so itself once it listens for us; a pull from before then could miss what is written in between.
    unasked = setTimeout(resync, UNASKED_MS);
    const heard = () => {
      // A request may have failed by itself, with no other one to follow it that would say so.
      if (!signal.aborted && contact.trouble()?.kind === 'offline') contact.report(null);
    };
    await listen(response.body, { take, heard, silence_ms, abort: connection });
    clearTimeout(unasked);
    return signal.aborted ? null : UNREACHED;
  };
  const run = async () => {
    while (!closed) {
      await contact.admission();
      const trouble = await connect();
      setOpen(false);
      if (trouble && !closed) contact.report(trouble);
    }
  };
  return {
    items: (collection) => subjects.get(collection)?.asObservable() ?? new Subject<StreamItem>(),
    resync,
    isOpen: () => open,
    reconnect: () => connection.abort(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start: () => void run(),
    close: () => {
      closed = true;
      connection.abort();
    },
  };
}

const UNREACHED: Trouble = { kind: 'offline', detail: 'The server cannot be reached.' };

interface Listening {
  take(event: ServerEvent): void;
  /** The server has said something, if only that it is there. */
  heard(): void;
  silence_ms: number;
  abort: AbortController;
}

/** Reads until the other side ends, the network fails, or nothing has come for too long. */
async function listen(body: ReadableStream<Uint8Array>, to: Listening): Promise<void> {
  const read = createEventReader();
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let watch = setTimeout(() => to.abort.abort(), to.silence_ms);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watch);
      watch = setTimeout(() => to.abort.abort(), to.silence_ms);
      to.heard();
      for (const event of read(value)) to.take(event);
    }
  } catch (fault) {
    if (!(fault instanceof TypeError || fault instanceof DOMException)) throw fault;
  } finally {
    clearTimeout(watch);
  }
}

function messageOf(data: string): z.output<typeof messageSchema> | null {
  try {
    const parsed = messageSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch (fault) {
    if (fault instanceof SyntaxError) return null;
    throw fault;
  }
}
