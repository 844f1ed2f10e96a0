// The preload's world: `electron` as a sandboxed preload knows it, and IPC over the binding that only this world has.
import type { FromPage, ToPage } from '../ipc-messages.ts';
import { pack, unpack, unpackArguments } from '../wire.ts';
import { Bridge } from './bridge.ts';

type Listener = (event: object, ...args: unknown[]) => void;
type Setup = { channel: string; binding: string; process: object };
type Preload = (
  require: (id: string) => unknown,
  process: object,
  module: { exports: object },
  exports: object,
  global: object,
) => void;
type Waiting = { resolve: (value: unknown) => void; reject: (fault: Error) => void };

/** Runs the preload with the API of its sandbox. */
export function runPreload(setup: Setup, preload: Preload): void {
  const send = takeBinding(setup.binding);
  const bridge = new Bridge('isolated', setup.channel);
  const electron = {
    ipcRenderer: createIpcRenderer(send),
    contextBridge: {
      exposeInMainWorld: (key: string, api: unknown) =>
        bridge.tell('expose', { key, api: bridge.encode(api) }),
    },
    webUtils: { getPathForFile: () => '' },
  };
  const require = (id: string): unknown => {
    if (id === 'electron' || id === 'electron/renderer') return electron;
    throw new Error(`module not found: ${id} (a sandboxed preload can require nothing but 'electron')`);
  };
  const process = { ...setup.process, type: 'renderer', sandboxed: true, contextIsolated: true, env: {} };
  const module = { exports: {} };
  try {
    preload(require, Object.freeze(process), module, module.exports, globalThis);
  } catch (fault) {
    send({ kind: 'preload-error', message: fault instanceof Error ? fault.message : String(fault) });
  }
}

/** The way to main is taken off the world's global, so that nothing else finds it there. */
function takeBinding(name: string): (message: FromPage) => void {
  const binding: unknown = Reflect.get(globalThis, name);
  if (typeof binding !== 'function') throw new Error('electron stand-in: no way to main');
  Reflect.deleteProperty(globalThis, name);
  return (message) => void binding(JSON.stringify(message));
}

function createIpcRenderer(send: (message: FromPage) => void) {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Listener[]>();
  let next = 1;
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const body = pack(args);
        const id = next++;
        waiting.set(id, { resolve, reject });
        send({ kind: 'invoke', id, channel, body });
      }),
    send: (channel: string, ...args: unknown[]) => send({ kind: 'send', channel, body: pack(args) }),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      );
      return ipcRenderer;
    },
    once: (channel: string, listener: Listener) => {
      const first: Listener = (event, ...args) => {
        ipcRenderer.off(channel, first);
        listener(event, ...args);
      };
      return ipcRenderer.on(channel, first);
    },
  };
  const taken = new Set<number>();
  const receive = (message: ToPage, number: number): void => {
    if (taken.has(number)) return;
    taken.add(number);
    if (message.kind === 'event') {
      const args = unpackArguments(message.body);
      for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer }, ...args);
      return;
    }
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.ok) resolve?.(unpack(message.body));
    else reject?.(new Error(message.error));
  };
  Reflect.set(globalThis, '__standInReceive', receive);
  return ipcRenderer;
}
