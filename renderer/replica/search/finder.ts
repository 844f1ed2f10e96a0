// The search in notes as the page asks it. All notes are handed to a worker once, then whatever changes; of questions that
// come faster than answers only the newest is put, so that a fast typist waits for one answer and not for ten.

import type { DeskReady } from '../desk-types.ts';
import { createLive } from '../live.ts';
import type { Live } from '../replica-types.ts';
import type { Finder, FinderState, FromWorker, NoteChanges, NoteHit, ToWorker } from './search-types.ts';

/** Where the search has its notes from. */
export interface SearchSource {
  /** All that are there now, a part at a time, as it stands when the part is read. */
  parts(): AsyncIterable<NoteChanges>;
  /** Hears of every change from now on. Answers with how to stop it. */
  follow(listener: (changes: NoteChanges) => void): () => void;
}

export type SearchThread = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

export interface FinderDeps {
  source: SearchSource;
  /** Nothing is taken in before the replica is whole. */
  ready: Live<DeskReady>;
  report(message: string): void;
  openThread?: () => SearchThread;
  /** Milliseconds after which it begins by itself; default two seconds, when the first screen is long there. */
  start_after_ms?: number;
}

interface Question {
  number: number;
  query: string;
  limit: number;
  resolve(found: readonly NoteHit[] | null): void;
}

const START_AFTER_MS = 2_000;

const openWorker = (): SearchThread =>
  new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module', name: 'search' });

/** Begins by itself, or when it is first asked. `close` ends the thread, and with it everything that it held. */
export function createFinder(deps: FinderDeps): Finder & { close(): void } {
  const state = createLive<FinderState>('building');
  let thread: SearchThread | null = null;
  let asked: Question | null = null;
  let next: Question | null = null;
  let count = 0;
  let closed = false;
  const stops: (() => void)[] = [];

  const send = (message: ToWorker) => thread?.postMessage(message);
  const put = (question: Question) => {
    asked = question;
    const { number, query, limit } = question;
    send({ kind: 'ask', number, query, limit });
  };
  const giveUp = () => {
    for (const question of [asked, next]) question?.resolve(null);
    asked = null;
    next = null;
  };
  const fail = (why: string) => {
    if (closed) return;
    deps.report(`the search: ${why}`);
    state.set('failed');
    giveUp();
    end();
  };
  const answer = ({ data }: MessageEvent<FromWorker>) => {
    if (asked === null || data.number !== asked.number) return;
    const answered = asked;
    asked = null;
    answered.resolve(next === null ? data.found : null);
    if (next === null) return;
    const newest = next;
    next = null;
    put(newest);
  };
  const fill = async () => {
    // What changes while the parts are read is newer than any part that is still to come.
    const fresh = new Set<string>();
    stops.push(
      deps.source.follow((changes) => {
        if (state.get() === 'building') for (const id of idsOf(changes)) fresh.add(id);
        send({ kind: 'take', changes });
      }),
    );
    for await (const part of deps.source.parts()) {
      if (closed) return;
      send({ kind: 'take', changes: { ...part, notes: part.notes.filter(({ id }) => !fresh.has(id)) } });
    }
    if (!closed) state.set('ready');
  };
  const start = () => {
    if (thread !== null || closed || state.get() === 'failed' || deps.ready.get() !== 'ready') return;
    try {
      thread = (deps.openThread ?? openWorker)();
    } catch (fault) {
      return fail(String(fault));
    }
    thread.addEventListener('message', answer as EventListener);
    thread.addEventListener('error', (event) => fail(event instanceof ErrorEvent ? event.message : 'ended'));
    fill().catch((fault: unknown) => fail(String(fault)));
  };
  const end = () => {
    for (const stop of stops.splice(0)) stop();
    thread?.terminate();
    thread = null;
  };
  const timer = setTimeout(() => {
    start();
    stops.push(deps.ready.subscribe(start));
  }, deps.start_after_ms ?? START_AFTER_MS);

  return {
    state,
    ask: (query, limit) => {
      start();
      if (thread === null) return Promise.resolve(null);
      return new Promise((resolve) => {
        count += 1;
        const question = { number: count, query, limit, resolve };
        if (asked === null) return put(question);
        next?.resolve(null);
        next = question;
      });
    },
    close: () => {
      closed = true;
      clearTimeout(timer);
      giveUp();
      end();
    },
  };
}

const idsOf = ({ notes, gone }: NoteChanges): string[] => [...notes.map(({ id }) => id), ...gone];
