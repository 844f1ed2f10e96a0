// Chromium's DevTools protocol over a pair of pipes: one JSON message after another, each ended by a zero byte.
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };
export type Method = keyof Protocol.CommandParameters & keyof Protocol.CommandReturnValues;
export type EventName = keyof Protocol.Events;

type Message = {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
};
type Waiting = { method: string; resolve: (result: unknown) => void; reject: (fault: Error) => void };

/** Sends commands and hands out events, of the browser itself or of one attached target. */
export class Cdp {
  private readonly events = new EventEmitter();
  private readonly waiting = new Map<number, Waiting>();
  private readonly out: Writable;
  private nextId = 1;

  constructor(out: Writable, input: Readable) {
    this.out = out;
    this.events.setMaxListeners(0);
    // The pipe breaks when Chromium ends; that end is noticed at the process.
    out.on('error', () => this.failAll());
    input.on('close', () => this.failAll());
    let parts: Buffer[] = [];
    input.on('data', (chunk: Buffer) => {
      let start = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
        parts.push(chunk.subarray(start, end));
        this.take(Buffer.concat(parts).toString());
        parts = [];
        start = end + 1;
      }
      parts.push(chunk.subarray(start));
    });
  }

  /** Rejects with the method's name and the protocol's own words. */
  send<M extends Method>(
    method: M,
    params?: Protocol.CommandParameters[M],
    sessionId?: string,
  ): Promise<Protocol.CommandReturnValues[M]> {
    const id = this.nextId++;
    const message = { id, method, params: params ?? {}, ...(sessionId === undefined ? {} : { sessionId }) };
    return new Promise((resolve, reject) => {
      this.waiting.set(id, {
        method,
        reject,
        resolve: (result) => resolve(result as Protocol.CommandReturnValues[M]),
      });
      this.out.write(`${JSON.stringify(message)}\0`);
    });
  }

  /** Listens to one kind of event of one target, or of the browser. */
  on<E extends EventName>(event: E, listener: (payload: Protocol.Events[E]) => void, sessionId = ''): void {
    this.events.on(`${sessionId}/${event}`, listener);
  }

  private take(text: string): void {
    const message: Message = JSON.parse(text);
    if (message.id === undefined) {
      this.events.emit(`${message.sessionId ?? ''}/${message.method}`, message.params);
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error === undefined) waiting?.resolve(message.result);
    else waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
  }

  private failAll(): void {
    for (const { method, reject } of this.waiting.values())
      reject(new Error(`${method}: Chromium has ended`));
    this.waiting.clear();
  }
}
