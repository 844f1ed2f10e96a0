// The server's side of a run: one life of its program after the other on one database, and the people in it.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chance } from './chance.ts';
import { createGate, type Engine, type Gate, type Listeners } from './database.ts';
import type { ServerPart, ServerProgram } from './parts/server-part.ts';
import type { Realm, Realms } from './realm.ts';
import { createOwner, type Owner, type Scheduler } from './scheduler.ts';

export interface ServerDeps {
  scheduler: Scheduler;
  chance: Chance;
  engine: Engine;
  programs: Realms<ServerProgram>;
  slow_ms: number;
  rewrite?(text: string): string;
  committed(): Promise<void>;
}

export interface Life {
  owner: Owner;
  part: ServerPart;
  gate: Gate;
}

export interface Server {
  /** The life that answers; null while it is down. */
  life(): Life | null;
  start(): Promise<Life>;
  /** Ends the process at once. */
  kill(): Promise<void>;
  /** The same at the end of a run, when nothing of any of its lives goes on. */
  close(): Promise<void>;
  /** What the server has told its log as a defect. */
  faults: string[];
}

const SECRET = 'GvX2-for-tests-only-tQ9zLw7Rk3mB8nYp4sD6';

export function createServer(deps: ServerDeps): Server {
  const { scheduler, engine } = deps;
  const listeners: Listeners = new Set();
  const faults: string[] = [];
  const used: Realm<ServerProgram>[] = [];
  let lives = 0;
  let current: Life | null = null;
  const kill = async () => {
    const ended = current;
    if (ended === null) return;
    current = null;
    ended.owner.gone = true;
    await ended.gate.kill();
  };
  return {
    life: () => current,
    faults,
    start: async () => {
      lives += 1;
      const owner = createOwner(`server${lives}`);
      const chance = deps.chance.fork(owner.name);
      const gate = createGate({ ...deps, owner, chance }, listeners);
      const realm = deps.programs.borrow({
        scheduler,
        owner,
        chance,
        skew: () => 0,
        from: join(import.meta.dirname, '../../sync-server/package.json'),
      });
      used.push(realm);
      const part = await scheduler.until(
        realm.program.startServer({
          engine: engine.kind,
          client: gate.client,
          listen: gate.listen,
          fault: (line) => faults.push(line),
          env: { JWT_SECRET: SECRET, DATA_DIR: join(tmpdir(), 'callbook-faults') },
        }),
        'the start of the server',
      );
      current = { owner, part, gate };
      return current;
    },
    kill,
    close: async () => {
      await kill();
      await scheduler.rest();
      for (const realm of used.splice(0)) deps.programs.giveBack(realm);
    },
  };
}
