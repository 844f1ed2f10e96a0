// The only door from the page into main: who asks, with what, and what is answered are all checked here.
import type { Call } from './contract.ts';

/** The part of Electron's event that tells who asks. */
export type InvokeEvent = { senderFrame: { origin: string; parent: unknown } | null };

/** The part of Electron's ipcMain that is used. */
export type IpcMainLike = {
  handle(channel: string, listener: (event: InvokeEvent, ...args: unknown[]) => unknown): void;
};

/** Registers the answer of one call. */
export type Handle = <Args extends unknown[], Reply>(
  call: Call<Args, Reply>,
  answer: (...args: Args) => Reply | Promise<Reply>,
) => void;

/**
 * Makes the function that registers calls. A call from a sub-frame or from another origin than `origin`, with
 * arguments outside the schema, or with a reply outside it, rejects in the page; the answer itself is then not
 * run, or not handed over.
 */
export function createHandle(ipcMain: IpcMainLike, origin: string): Handle {
  return (call, answer) => {
    ipcMain.handle(call.channel, async (event, ...args) => {
      const frame = event.senderFrame;
      if (frame === null || frame.parent !== null || frame.origin !== origin) {
        throw new Error(`${call.channel}: refused for this sender`);
      }
      const parsed = call.args.safeParse(args);
      if (!parsed.success) throw new Error(`${call.channel}: bad arguments`);
      const reply = call.reply.safeParse(await answer(...parsed.data));
      if (!reply.success) throw new Error(`${call.channel}: bad reply`);
      return reply.data;
    });
  };
}
