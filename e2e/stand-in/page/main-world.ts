// The page's side of the bridge: puts what the preload exposes on `window`, frozen.
import { Bridge } from './bridge.ts';

/** Waits for the preload, which runs before any script of the page. */
export function receive(channel: string): void {
  const bridge = new Bridge('main', channel);
  bridge.listen('expose', ({ key, api }: { key: string; api: Parameters<Bridge['decode']>[0] }) => {
    Object.defineProperty(window, key, { value: freeze(bridge.decode(api)), enumerable: true });
  });
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
