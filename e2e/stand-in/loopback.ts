// The second way of a page's request into main: real HTTP on the loopback, for what the DevTools protocol cannot
// carry: answers without an end, and request bodies that it does not show.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Host } from './host.ts';
import { answerPage } from './protocol.ts';

const TICKET = 'x-stand-in-ticket';

export type Loopback = {
  port: number;
  /** Leaves an answer to be fetched by the request that carries the ticket. */
  leave(answer: Response): { header: string; ticket: string };
};

/** Listens on a free port of 127.0.0.1. */
export async function startLoopback(host: Host): Promise<Loopback> {
  const left = new Map<string, Response>();
  const server = createServer((request, response) => {
    serve(host, left, request, response).catch((fault) => {
      console.error('electron stand-in: loopback', fault);
      response.destroy();
    });
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('electron stand-in: no loopback port');
  return {
    port: address.port,
    leave: (answer) => {
      const ticket = randomUUID();
      left.set(ticket, answer);
      return { header: TICKET, ticket };
    },
  };
}

async function serve(
  host: Host,
  left: Map<string, Response>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const ticket = String(request.headers[TICKET] ?? '');
  const answer = left.get(ticket) ?? (await ask(host, request, gone.signal));
  left.delete(ticket);
  response.writeHead(answer.status, { 'cache-control': 'no-store', ...Object.fromEntries(answer.headers) });
  response.flushHeaders();
  if (answer.body === null) response.end();
  else await pump(answer.body, response, gone.signal);
}

function ask(host: Host, request: IncomingMessage, signal: AbortSignal): Promise<Response> {
  const method = request.method ?? 'GET';
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const bodiless = method === 'GET' || method === 'HEAD';
  const url = `http://${request.headers.host ?? ''}${request.url ?? '/'}`;
  const body = bodiless ? null : (Readable.toWeb(request) as ReadableStream);
  return answerPage(host, { url, method, headers, body, signal });
}

async function pump(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  const reader = body.getReader();
  gone.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
  try {
    for (let part = await reader.read(); !part.done && !gone.aborted; part = await reader.read()) {
      response.write(part.value);
    }
    response.end();
  } catch {
    // The handler's stream broke: so does the page's.
    response.destroy();
  }
}
