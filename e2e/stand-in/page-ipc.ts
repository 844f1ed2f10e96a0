// IPC of one page: calls that come in through the isolated world's binding, and messages that go out to that world.
import { randomUUID } from 'node:crypto';
import { emitEvent } from './event.ts';
import type { FromPage, ToPage } from './ipc-messages.ts';
import { BINDING, ISOLATED_WORLD } from './page-setup.ts';
import { originOf } from './schemes.ts';
import type { WebContents } from './web-contents.ts';
import { pack, unpackArguments } from './wire.ts';

export type PageIpc = {
  /** The secret name under which the page's two worlds talk. */
  channel: string;
  send(channel: string, args: unknown[]): void;
};

type World = { id: number; frameId: string; origin: string };

/** After it, a message that has not been answered is sent again; the page takes each once. */
export const ANSWER_MS = 2_000;

/** Connects a page; only worlds that the stand-in made for preloads are listened to. */
export function connectIpc(contents: WebContents): PageIpc {
  const worlds = new Map<number, World>();
  contents.onEvent('Runtime.executionContextCreated', ({ context }) => {
    if (context.name !== ISOLATED_WORLD) return;
    const frameId = String(context.auxData?.['frameId'] ?? '');
    worlds.set(context.id, {
      id: context.id,
      frameId,
      origin: contents.host.schemes.toAppOrigin(context.origin),
    });
  });
  contents.onEvent('Runtime.executionContextDestroyed', ({ executionContextId }) =>
    worlds.delete(executionContextId),
  );
  contents.onEvent('Runtime.executionContextsCleared', () => worlds.clear());

  let posted = 0;
  const post = (world: World | undefined, message: ToPage): void => {
    if (world === undefined) return;
    posted += 1;
    const expression = `globalThis.__standInReceive?.(${JSON.stringify(message)}, ${posted})`;
    const say = () => {
      // Of a page that is just starting on a busy machine, Chromium leaves a command undone and unanswered now and then.
      const again = setTimeout(() => worlds.has(world.id) && say(), ANSWER_MS);
      again.unref();
      // A page that has gone on meanwhile no longer listens.
      contents
        .command('Runtime.evaluate', { expression, contextId: world.id })
        .catch(() => undefined)
        .finally(() => clearTimeout(again));
    };
    say();
  };
  contents.onEvent('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const world = worlds.get(executionContextId);
    if (name !== BINDING || world === undefined) return;
    const message: FromPage = JSON.parse(payload);
    void receive(contents, world, message, (reply) => post(world, reply));
  });
  return {
    channel: `stand-in-${randomUUID()}`,
    send: (channel, args) => {
      const main = [...worlds.values()].find((world) => world.frameId === contents.targetId);
      post(main, { kind: 'event', channel, body: pack(args) });
    },
  };
}

async function receive(
  contents: WebContents,
  world: World,
  message: FromPage,
  reply: (message: ToPage) => void,
): Promise<void> {
  if (message.kind === 'preload-error') {
    console.error('electron stand-in: the preload failed:', message.message);
    emitEvent(contents, 'preload-error', {}, contents.preferences.preload, new Error(message.message));
    return;
  }
  const event = {
    type: 'frame',
    sender: contents,
    senderFrame: frameOf(contents, world),
    frameId: 1,
    processId: 1,
  };
  const args = unpackArguments(message.body);
  if (message.kind === 'send') {
    contents.host.ipcMain?.emit(message.channel, event, ...args);
    return;
  }
  const { id, channel } = message;
  try {
    const handler = contents.host.ipcHandlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    reply({ kind: 'reply', id, ok: true, body: pack(await handler(event, ...args)) });
  } catch (fault) {
    console.error(`Error occurred in handler for '${channel}':`, fault);
    reply({
      kind: 'reply',
      id,
      ok: false,
      error: `Error invoking remote method '${channel}': ${String(fault)}`,
    });
  }
}

/** Electron's WebFrameMain, as far as a sender check reads it. */
function frameOf(contents: WebContents, world: World) {
  const isMain = world.frameId === contents.targetId;
  return {
    url: isMain ? contents.url : world.origin,
    origin: isMain ? originOf(contents.url) : world.origin,
    parent: isMain ? null : { url: contents.url, origin: originOf(contents.url) },
    processId: 1,
    routingId: 1,
  };
}
