// contextBridge between the page's two worlds. They share the DOM and nothing else, so values travel as details of
// DOM events, which Chromium clones on their way; functions and promises go as numbers that call back.

/** A value on its way. */
type Sent =
  | { $: 'value'; v: unknown }
  | { $: 'error'; m: string }
  | { $: 'array'; v: Sent[] }
  | { $: 'object'; v: [string, Sent][] }
  | { $: 'function' | 'promise'; id: number };
type Outcome = { id: number; ok: true; v: Sent } | { id: number; ok: false; m: string };
type Callable = (...args: unknown[]) => unknown;
type Pending = { resolve: (value: unknown) => void; reject: (fault: Error) => void };

const MAX_DEPTH = 100;
const CLONED = [Date, RegExp, Map, Set, ArrayBuffer, Blob];
const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

export type Side = 'main' | 'isolated';

export class Bridge {
  private readonly side: Side;
  private readonly channel: string;
  private readonly functions = new Map<number, Callable>();
  private readonly numbers = new WeakMap<object, number>();
  private readonly proxies = new Map<number, Callable>();
  private readonly returned = new Map<number, Outcome>();
  private readonly pending = new Map<number, Pending>();
  private next = 1;

  /** `channel` is a name that the page cannot guess. */
  constructor(side: Side, channel: string) {
    this.side = side;
    this.channel = channel;
    this.listen('call', (detail: { id: number; call: number; args: Sent }) => this.run(detail));
    this.listen('return', (outcome: Outcome) => this.returned.set(outcome.id, outcome));
    this.listen('settle', (outcome: Outcome) => this.settle(outcome));
  }

  listen<T>(kind: string, listener: (detail: T) => void): void {
    const heard = (event: Event): void => {
      event.stopImmediatePropagation();
      if (event instanceof CustomEvent) listener(event.detail);
    };
    window.addEventListener(`${this.channel}:${kind}:${this.side}`, heard, true);
  }

  tell(kind: string, detail: unknown): void {
    const other: Side = this.side === 'main' ? 'isolated' : 'main';
    window.dispatchEvent(new CustomEvent(`${this.channel}:${kind}:${other}`, { detail }));
  }

  /** Throws for what cannot cross: symbols, DOM nodes, values nested too deep. */
  encode(value: unknown, depth = 0): Sent {
    if (depth > MAX_DEPTH) throw new TypeError('contextBridge: nested too deep');
    if (typeof value === 'function') return { $: 'function', id: this.numberOf(value) };
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
    if (typeof value !== 'object' || value === null) return { $: 'value', v: value };
    if (value instanceof Promise) return { $: 'promise', id: this.follow(value) };
    if (value instanceof Error) return { $: 'error', m: value.message };
    if (value instanceof Node) throw new TypeError('electron stand-in: DOM nodes do not cross the bridge');
    if (Array.isArray(value)) return { $: 'array', v: value.map((item) => this.encode(item, depth + 1)) };
    if (ArrayBuffer.isView(value) || CLONED.some((kind) => value instanceof kind)) {
      return { $: 'value', v: structuredClone(value) };
    }
    return {
      $: 'object',
      v: Object.entries(value).map(([key, inner]) => [key, this.encode(inner, depth + 1)]),
    };
  }

  decode(sent: Sent): unknown {
    switch (sent.$) {
      case 'value':
        return sent.v;
      case 'error':
        return new Error(sent.m);
      case 'array':
        return sent.v.map((item) => this.decode(item));
      case 'object':
        return Object.fromEntries(sent.v.map(([key, inner]) => [key, this.decode(inner)]));
      case 'promise':
        return new Promise((resolve, reject) => this.pending.set(sent.id, { resolve, reject }));
      case 'function':
        return this.proxyOf(sent.id);
    }
  }

  private numberOf(called: object): number {
    const known = this.numbers.get(called);
    if (known !== undefined) return known;
    const id = this.next++;
    this.numbers.set(called, id);
    if (typeof called === 'function')
      this.functions.set(id, (...args) => Reflect.apply(called, undefined, args));
    return id;
  }

  private follow(promise: Promise<unknown>): number {
    const id = this.next++;
    promise.then(
      (value) =>
        this.tell(
          'settle',
          this.outcome(id, () => value),
        ),
      (fault) => this.tell('settle', { id, ok: false, m: messageOf(fault) }),
    );
    return id;
  }

  private proxyOf(id: number): Callable {
    const known = this.proxies.get(id);
    if (known !== undefined) return known;
    const proxy = (...args: unknown[]): unknown => {
      const call = this.next++;
      this.tell('call', { id, call, args: this.encode(args) });
      const outcome = this.returned.get(call);
      this.returned.delete(call);
      if (outcome === undefined) throw new Error('electron stand-in: the other world does not answer');
      if (!outcome.ok) throw new Error(outcome.m);
      return this.decode(outcome.v);
    };
    this.proxies.set(id, proxy);
    return proxy;
  }

  private run({ id, call, args }: { id: number; call: number; args: Sent }): void {
    const decoded = this.decode(args);
    const called = this.functions.get(id);
    this.tell(
      'return',
      this.outcome(call, () => called?.(...(Array.isArray(decoded) ? decoded : []))),
    );
  }

  private outcome(id: number, work: () => unknown): Outcome {
    try {
      return { id, ok: true, v: this.encode(work()) };
    } catch (fault) {
      return { id, ok: false, m: messageOf(fault) };
    }
  }

  private settle(outcome: Outcome): void {
    const waiting = this.pending.get(outcome.id);
    this.pending.delete(outcome.id);
    if (outcome.ok) waiting?.resolve(this.decode(outcome.v));
    else waiting?.reject(new Error(outcome.m));
  }
}
