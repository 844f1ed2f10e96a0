// The network between laptops and the server. Every request and every answer is an event with its own delay, and may be
// lost, doubled, replaced by somebody else's answer, or cut off.
import type { Chance } from './chance.ts';
import { createOwner, type Owner, type Scheduler } from './scheduler.ts';

/** What becomes of one request. */
export type Fate =
  | { kind: 'passes' }
  /** It never arrives. */
  | { kind: 'request_lost' }
  /** It is carried out; its answer never arrives. */
  | { kind: 'response_lost' }
  /** It arrives twice, at about the same time; the first answer counts. */
  | { kind: 'twice' }
  /** Something else answers in the server's place. */
  | { kind: 'instead'; response: () => Response }
  /** It is carried out, and this comes back in place of its answer. */
  | { kind: 'answered'; response: (real: Response) => Response | Promise<Response> }
  /** Nobody ever answers, and the connection stays. */
  | { kind: 'silence' }
  /** It takes so much longer than usual, in milliseconds. */
  | { kind: 'slow'; by_ms: number }
  /** An open stream: ends with a fault after so many milliseconds. */
  | { kind: 'cut'; after_ms: number }
  /** An open stream: nothing comes any more after so many milliseconds, and the connection stays. */
  | { kind: 'half_open'; after_ms: number };

/** One end that sends requests. */
export interface Line {
  owner: Owner;
  /** Whose requests these are, for the records. */
  user: string;
  online: boolean;
  /** Decides about a request; asked once each. */
  fate(request: Asked): Fate;
}

export interface Asked {
  method: string;
  path: string;
  /** The collection of a pull or push, or the rest of the path. */
  what: string;
  body: string | null;
}

/** Every answer that the server gave, as it gave it. */
export interface Exchange {
  user: string;
  asked: Asked;
  sent_at: number;
  answered_at: number;
  status: number;
  text: string;
}

export interface Network {
  fetch(line: Line, url: string, init: RequestInit): Promise<Response>;
  /** Cuts what this line has open, as when its cable is pulled. */
  drop(line: Line): void;
  /** Cuts everything that is open: the server's process has ended. */
  dropAll(): void;
  /** When the last request left a device. */
  lastRequest(): number;
  /** Requests so far, by line and path. */
  requests: { at: number; device: string; asked: Asked }[];
}

interface NetworkDeps {
  scheduler: Scheduler;
  chance: Chance;
  /** The server now; null while it is down. */
  server(): { owner: Owner; fetch(request: Request): Promise<Response> } | null;
  record(exchange: Exchange): void;
  /** Longest time of one way, in milliseconds. */
  latency_ms: number;
}

const refused = () => new TypeError('fetch failed');

export function createNetwork(deps: NetworkDeps): Network {
  const { scheduler, record } = deps;
  const chance = deps.chance.fork('network');
  const requests: Network['requests'] = [];
  const open = new Map<() => void, Line>();
  const cable = createOwner('network');
  let last = 0;
  const way = () => 1 + chance.next() * deps.latency_ms;

  const fetch = (line: Line, url: string, init: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const { signal } = init;
      const asked = askedOf(url, init);
      last = scheduler.now;
      requests.push({ at: scheduler.now, device: line.owner.name, asked });
      let done = false;
      const finish = (act: () => void) => {
        if (done) return;
        done = true;
        open.delete(broken);
        signal?.removeEventListener('abort', aborted);
        act();
      };
      const broken = () =>
        void scheduler.plan(line.owner, way(), 'broken', () => finish(() => reject(refused())));
      const aborted = () => finish(() => reject(signal?.reason ?? new DOMException('aborted', 'AbortError')));
      if (signal?.aborted) return aborted();
      signal?.addEventListener('abort', aborted);
      open.set(broken, line);
      const fate = line.fate(asked);
      if (!line.online || fate.kind === 'request_lost') return broken();
      if (fate.kind === 'silence') return;
      const give = (response: Response, after: number) =>
        scheduler.plan(line.owner, after, `answer ${asked.what} ${response.status}`, () =>
          finish(() => resolve(response)),
        );
      if (fate.kind === 'instead') return void give(fate.response(), way());
      const send = (answers: boolean) => {
        const extra = fate.kind === 'slow' ? fate.by_ms : 0;
        const to = deps.server();
        if (to === null) return broken();
        scheduler.plan(to.owner, way() + extra, `request ${asked.what}`, () => {
          void carry(to, asked, init, line, signal ?? null).then(async (carried) => {
            if (carried === null) return broken();
            const { response, sent_at } = carried;
            if (isStream(response)) {
              const through = relay(response, line, fate, asked, signal ?? null, sent_at);
              return void give(through, way());
            }
            const text = await scheduler.track(response.text());
            record({
              user: line.user,
              asked,
              sent_at,
              answered_at: scheduler.now,
              status: response.status,
              text,
            });
            if (!answers) return;
            if (fate.kind === 'response_lost') return broken();
            const whole = new Response(bodiless(response.status) ? null : text, response);
            const given = fate.kind === 'answered' ? await fate.response(whole) : whole;
            give(given, way());
          });
        });
      };
      if (fate.kind === 'twice') send(false);
      send(true);
    });

  const carry = async (
    to: { fetch(request: Request): Promise<Response> },
    asked: Asked,
    init: RequestInit,
    line: Line,
    signal: AbortSignal | null,
  ): Promise<{ response: Response; sent_at: number } | null> => {
    const sent_at = scheduler.now;
    const gone = new AbortController();
    const headers = new Headers(init.headers);
    try {
      const request = new Request(`http://server.invalid${asked.path}`, {
        method: asked.method,
        headers,
        signal: gone.signal,
        ...(asked.body === null ? {} : { body: asked.body }),
      });
      // A request that the collector takes tells the server of no abort any more: it is held here.
      signal?.addEventListener('abort', () => !request.signal.aborted && gone.abort(), { once: true });
      return { response: await to.fetch(request), sent_at };
    } catch (fault) {
      record({ user: line.user, asked, sent_at, answered_at: scheduler.now, status: 0, text: String(fault) });
      return null;
    }
  };

  /** Hands a stream on, piece by piece, each with its own delay and in order. */
  const relay = (
    response: Response,
    line: Line,
    fate: Fate,
    asked: Asked,
    signal: AbortSignal | null,
    sent_at: number,
  ): Response => {
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let latest = scheduler.now;
    let ended = false;
    const deafAfter = fate.kind === 'half_open' ? scheduler.now + fate.after_ms : Number.POSITIVE_INFINITY;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const inOrder = (what: string, act: () => void) => {
          latest = Math.max(latest, scheduler.now + way());
          scheduler.plan(line.owner, latest - scheduler.now, what, () => {
            if (!ended) act();
          });
        };
        const stop = (fault: unknown) => {
          if (ended) return;
          ended = true;
          open.delete(broken);
          reader?.cancel().catch(() => undefined);
          if (!line.owner.gone) controller.error(fault);
        };
        const broken = () => void scheduler.plan(cable, way(), 'stream broken', () => stop(refused()));
        open.set(broken, line);
        signal?.addEventListener('abort', () => stop(new DOMException('aborted', 'AbortError')));
        if (fate.kind === 'cut')
          scheduler.plan(line.owner, fate.after_ms, 'stream cut', () => stop(refused()));
        const pump = async (): Promise<void> => {
          for (;;) {
            const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
            if (ended) return;
            if (done || value === undefined)
              return inOrder('stream ends', () => {
                ended = true;
                open.delete(broken);
                controller.close();
              });
            const text = decoder.decode(value, { stream: true });
            record({ user: line.user, asked, sent_at, answered_at: scheduler.now, status: 200, text });
            if (scheduler.now < deafAfter) inOrder('stream piece', () => controller.enqueue(value));
          }
        };
        pump().catch(broken);
      },
      cancel: () => {
        ended = true;
        reader?.cancel().catch(() => undefined);
      },
    });
    return new Response(body, { status: response.status, headers: response.headers });
  };

  return {
    fetch,
    drop: (line) => {
      for (const [broken, of] of [...open]) if (of === line) broken();
    },
    dropAll: () => {
      for (const broken of [...open.keys()]) broken();
    },
    lastRequest: () => last,
    requests,
  };
}

const isStream = (response: Response) =>
  (response.headers.get('content-type') ?? '').includes('text/event-stream');
const bodiless = (status: number) => [101, 103, 204, 205, 304].includes(status);

function askedOf(url: string, init: RequestInit): Asked {
  const { pathname, search } = new URL(url);
  const parts = /^\/api\/sync\/(.+)$/.exec(pathname);
  const body = init.body ?? null;
  return {
    method: init.method ?? 'GET',
    path: `${pathname}${search}`,
    what: parts?.[1] ?? pathname,
    body:
      body === null ? null : typeof body === 'string' ? body : Buffer.from(body as ArrayBuffer).toString(),
  };
}
