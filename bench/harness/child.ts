// A process of the bench's own: started with its options, ready when it says so, ended with its parent.
import { type ChildProcess, fork } from 'node:child_process';
import { within } from './within.ts';

const STEP_MS = 4_000;

/** What a child undoes when it ends, in the opposite order. */
export interface Life {
  atEnd(undo: () => Promise<unknown>): void;
}

type Message<Ready> = { ready: Ready } | { failed: string };

/** In the child: serves with the options that it was given, until its parent lets go. */
export function serveUntilTold<Options, Ready>(
  serve: (options: Options, life: Life) => Promise<Ready>,
): void {
  const undo: (() => Promise<unknown>)[] = [];
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    // A database that is being filled may not close in time; its folder goes all the same.
    for (const step of undo.splice(0).reverse())
      await within(STEP_MS, 'the end', step()).catch((fault: unknown) => console.error(String(fault)));
    process.exit(0);
  };
  const tell = (message: Message<Ready>) => process.send?.(message);
  process.on('disconnect', end);
  // Ctrl+C reaches every process of the terminal; the parent ends this one in its own order.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', end);
  const options = JSON.parse(process.argv[2] ?? '{}') as Options;
  serve(options, { atEnd: (step) => void undo.push(step) }).then(
    (ready) => tell({ ready }),
    (fault: unknown) => {
      tell({ failed: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) });
      void end();
    },
  );
}

export interface Child<Ready> {
  ready: Ready;
  stop(): Promise<void>;
}

/** In the parent: starts the script with its options and waits until it is ready. Rejects with the child's words. */
export function startChild<Options, Ready>(script: string, options: Options): Promise<Child<Ready>> {
  const child = fork(script, [JSON.stringify(options)], {
    execArgv: ['--import', 'tsx', '--max-old-space-size=4096'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    child.once('message', (message: Message<Ready>) => {
      if ('ready' in message) resolve({ ready: message.ready, stop: () => stopped(child, ended) });
      else reject(new Error(message.failed));
    });
    child.once('error', reject);
    void ended.then(() => reject(new Error(`${script} ended before it was ready`)));
  });
}

const PATIENCE_MS = 20_000;

async function stopped(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.connected) child.disconnect();
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(impatience);
}
