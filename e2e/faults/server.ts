// The server's side of a run: one life of its program after the other on one database, and the people in it.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chance } from './chance.ts';
import { createGate, type Engine, type Gate, type Listeners } from './database.ts';
import type { ServerGiven, ServerPart } from './parts/server-part.ts';
import { enter, type Factory } from './realm.ts';
import { createOwner, type Owner, type Scheduler } from './scheduler.ts';

export interface ServerDeps {
  scheduler: Scheduler;
  chance: Chance;
  engine: Engine;
  factory: Factory;
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
  /** What the server has told its log as a defect. */
  faults: string[];
}

const SECRET = 'GvX2-for-tests-only-tQ9zLw7Rk3mB8nYp4sD6';

export function createServer(deps: ServerDeps): Server {
  const { scheduler, engine } = deps;
  const listeners: Listeners = new Set();
  const faults: string[] = [];
  let lives = 0;
  let current: Life | null = null;
  return {
    life: () => current,
    faults,
    start: async () => {
      lives += 1;
      const owner = createOwner(`server${lives}`);
      const chance = deps.chance.fork(owner.name);
      const gate = createGate({ ...deps, owner, chance }, listeners);
      const { startServer } = enter<{ startServer(given: ServerGiven): Promise<ServerPart> }>(deps.factory, {
        scheduler,
        owner,
        chance,
        skew: () => 0,
        from: join(import.meta.dirname, '../../sync-server/package.json'),
      });
      const part = await scheduler.until(
        startServer({
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
    kill: async () => {
      const ended = current;
      if (ended === null) return;
      current = null;
      ended.owner.gone = true;
      await ended.gate.kill();
    },
  };
}
