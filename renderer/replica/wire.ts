// One request to the server: headers, time limit, JSON, and the clock's lesson. Never throws for what the outside does.

import { SCHEMA_VERSION } from '#domain/sync/collections.ts';
import { version } from '../../package.json' with { type: 'json' };
import { type Answer, type Trouble, troubleOf } from './classify-answer.ts';
import type { CorrectedClock } from './corrected-clock.ts';

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

export interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON; a form as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Milliseconds until the answer is given up; default 30 s. */
  within_ms?: number;
}

export interface Wire {
  /** The answer, whatever its status; status 0 where nobody answered. */
  ask(path: string, question?: Question): Promise<Answer>;
  /** The body of a usable answer, or why there is none. */
  take(path: string, question?: Question): Promise<{ body: unknown } | { trouble: Trouble }>;
  /** The open answer of a stream; status 0 where nobody answered. Nothing limits its time. */
  open(path: string, signal: AbortSignal): Promise<Response | null>;
}

const WITHIN_MS = 30_000;
/** Every request carries it, so that no other site's form can act in this one's name. */
export const OWN_HEADERS = {
  'X-Callbook': '1',
  'X-Schema-Version': String(SCHEMA_VERSION),
  'X-App-Version': version,
};

/** Deps: the platform's fetch, and the clock that learns from every answer. */
export function createWire({ fetch, clock }: { fetch: Fetch; clock: Pick<CorrectedClock, 'learn'> }): Wire {
  const ask = async (path: string, question: Question = {}): Promise<Answer> => {
    const sentAt = Date.now();
    try {
      const response = await fetch(path, requestOf(question));
      clock.learn(serverTimeOf(response), sentAt, Date.now());
      return await answerOf(response);
    } catch (fault) {
      return nobody(fault);
    }
  };
  return {
    ask,
    take: async (path, question) => {
      const answer = await ask(path, question);
      const trouble = troubleOf(answer);
      return trouble ? { trouble } : { body: answer.body };
    },
    open: async (path, signal) => {
      const sentAt = Date.now();
      try {
        const response = await fetch(path, {
          headers: { ...OWN_HEADERS, accept: 'text/event-stream' },
          cache: 'no-store',
          signal,
        });
        clock.learn(serverTimeOf(response), sentAt, Date.now());
        return response;
      } catch (fault) {
        nobody(fault);
        return null;
      }
    },
  };
}

function requestOf({ method = 'GET', body, headers, signal, within_ms = WITHIN_MS }: Question): RequestInit {
  const limit = AbortSignal.timeout(within_ms);
  return {
    method,
    cache: 'no-store',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
    headers: {
      ...OWN_HEADERS,
      accept: 'application/json',
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  };
}

/** The JSON of a response, with what the judgement of it needs. */
export async function answerOf(response: Response): Promise<Answer> {
  const retry = Number(response.headers.get('retry-after') ?? Number.NaN);
  const json = /\bjson\b/i.test(response.headers.get('content-type') ?? '');
  const text = await response.text();
  return {
    status: response.status,
    ok: response.ok,
    body: json ? parsed(text) : undefined,
    retry_after_ms: Number.isFinite(retry) ? retry * 1000 : null,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    // A truncated answer is as good as none.
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}

const serverTimeOf = (response: Response): string | null =>
  response.headers.get('x-server-time') ?? response.headers.get('date');

// fetch fails with a TypeError for the network and a DOMException for time and cancellation; anything else is our bug.
function nobody(fault: unknown): Answer {
  if (!(fault instanceof TypeError || fault instanceof DOMException)) throw fault;
  return { status: 0, ok: false, body: undefined, retry_after_ms: null };
}
