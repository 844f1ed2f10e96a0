// A run: one server, its people, their laptops and the network between them, all under one seed and one clock.
import type { User } from '#domain/user/user.ts';
import { type Chance, createChance } from './chance.ts';
import type { Engine, Rows } from './database.ts';
import { Device } from './device.ts';
import type { Factories } from './factories.ts';
import { type Asked, createNetwork, type Exchange, type Fate, type Network } from './network.ts';
import type { DevicePart } from './parts/device-part.ts';
import type { ServerPart } from './parts/server-part.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createOwner, Scheduler } from './scheduler.ts';
import { createServer, type Server } from './server.ts';

const ENDED = ['signed_out', 'inactive', 'revoked'];
const isAtRest = ({ state, pending }: { state: string; pending: number }) =>
  ENDED.includes(state) || (state === 'synced' && pending === 0);

/** Monday 9 March 2026, 09:00 UTC. */
export const START = Date.parse('2026-03-09T09:00:00.000Z');

export interface WorldOptions {
  seed: number;
  engine: Engine;
  factories: Factories;
  sizes?: { push: number; pull: number };
  /** Longest time of a network way, of a write to disk, of a pause before a statement; milliseconds. */
  latency_ms?: number;
  disk_ms?: number;
  slow_ms?: number;
  /** Changes the server's statements: an ablation's hook. */
  rewrite?(text: string): string;
  /** Stands around each request at the server: an ablation's hook. */
  around?(asked: { what: string; body: string }, real: () => Promise<Response>): Promise<Response>;
}

export type Person = Pick<User, 'id' | 'name' | 'role'>;

export class World {
  readonly scheduler = new Scheduler(START);
  readonly chance: Chance;
  readonly network: Network;
  readonly server: Server;
  readonly recorder: Recorder;
  readonly devices: Device[] = [];
  readonly people = new Map<string, Person>();
  readonly engine: Engine;
  /** Decides about each request until a scenario says otherwise. */
  fate: (device: Device, asked: Asked) => Fate = () => ({ kind: 'passes' });
  /** Whose events are those of the harness itself. */
  readonly outside = createOwner('outside');
  readonly #options: WorldOptions;
  #admin: Person | null = null;

  constructor(options: WorldOptions) {
    this.#options = options;
    const { scheduler } = this;
    const { engine, factories, slow_ms = 2, latency_ms = 20 } = options;
    this.engine = engine;
    this.chance = createChance(options.seed);
    this.recorder = createRecorder({ now: () => scheduler.now, engine });
    this.server = createServer({
      scheduler,
      chance: this.chance,
      engine,
      programs: factories.server,
      slow_ms,
      ...(options.rewrite ? { rewrite: options.rewrite } : {}),
      committed: () => this.recorder.committed(),
    });
    this.network = createNetwork({
      scheduler,
      chance: this.chance,
      latency_ms,
      server: () => this.#answering(),
      record: (exchange: Exchange) => this.recorder.heard(exchange),
    });
    if (engine.kind === 'postgres') scheduler.isStuck = () => this.#allBlocked();
  }

  #answering() {
    const life = this.server.life();
    if (life === null) return null;
    const { around } = this.#options;
    const fetch = async (request: Request): Promise<Response> => {
      if (!around) return life.part.fetch(request);
      const what = new URL(request.url).pathname.replace('/api/sync/', '');
      const body = request.method === 'POST' ? await request.clone().text() : '';
      return around({ what, body }, () => life.part.fetch(request));
    };
    return { owner: life.owner, fetch };
  }

  /** Whether every statement under way waits for a lock that only a later event gives free. */
  async #allBlocked(): Promise<boolean> {
    const [row] = await this.engine.sql(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return this.scheduler.open > 0 && Number(row?.['n']) >= this.scheduler.open;
  }

  /** Stores a person. */
  async person(name: string, role: User['role'] = 'kam'): Promise<Person> {
    const life = this.server.life() ?? (await this.server.start());
    const at = new Date(this.scheduler.now).toISOString();
    const [id, write_id] = [this.id(), this.id()];
    const user: User = {
      id,
      write_id,
      created_at: at,
      updated_at: at,
      email: `${name}@callbook.test`,
      name,
      role,
      is_active: true,
      time_zone: 'Europe/Berlin',
      handover: null,
      working_hours: null,
    };
    await this.scheduler.until(life.part.addUser(user), `storing ${name}`);
    const person = { id, name, role };
    this.people.set(id, person);
    return person;
  }

  /** A laptop of this person with a fresh sign-in; not started yet. */
  async device(person: Person, name = person.name): Promise<Device> {
    const life = this.server.life() ?? (await this.server.start());
    const tokens = await this.scheduler.until(life.part.signIn(person.id), `the sign-in of ${name}`);
    const device = new Device({
      name,
      user: { id: person.id, role: person.role, time_zone: 'Europe/Berlin' },
      tokens,
      scheduler: this.scheduler,
      chance: this.chance,
      network: this.network,
      factory: this.#options.factories.device,
      fate: (of, asked) => this.fate(of, asked),
      wrote: (of, write) => this.recorder.wrote(of, write),
      sizes: this.#options.sizes ?? { push: 3, pull: 4 },
      disk_ms: this.#options.disk_ms ?? 4,
    });
    this.devices.push(device);
    return device;
  }

  /** A laptop that is open and has pulled everything once. */
  async readyDevice(person: Person, name = person.name): Promise<Device> {
    const device = await this.device(person, name);
    await this.open(device);
    await this.settle();
    return device;
  }

  open(device: Device): Promise<DevicePart> {
    return this.scheduler.until(device.start(), `opening ${device.name}`);
  }

  /** Runs the world for so many milliseconds. */
  run(milliseconds: number): Promise<void> {
    return this.scheduler.run(milliseconds);
  }

  /** Runs the world until a fact holds. */
  async wait(what: string, fact: () => boolean | Promise<boolean>, milliseconds = 120_000): Promise<void> {
    const end = this.scheduler.now + milliseconds;
    await this.scheduler.rest();
    while (!(await fact())) {
      if (!(await this.scheduler.step(end))) throw new Error(`${what}: not within ${milliseconds} ms`);
    }
  }

  /** Whether nothing is left to be sent or asked: every open laptop says so, and no request for five seconds. */
  isQuiet(): boolean {
    const open = this.devices.filter((device) => device.part !== null && device.line.online);
    const synced = open.every((device) => {
      const status = device.part?.replica.sync.status.getState();
      return status !== undefined && isAtRest(status);
    });
    return synced && this.scheduler.now - this.network.lastRequest() >= 5_000;
  }

  /** Runs the world until it is quiet. */
  async settle(milliseconds = 180_000): Promise<void> {
    // What has just been done on the server is still on its way to the laptops.
    await this.run(2_000);
    await this.wait('quiet', () => this.isQuiet(), milliseconds).catch((fault: unknown) => {
      const states = this.devices.map(({ name, part, line }) => {
        const { state, pending, detail } = part?.replica.sync.status.getState() ?? {};
        return `${name} ${line.online ? 'online' : 'offline'} ${state ?? 'closed'} ${pending ?? ''} ${detail ?? ''}`;
      });
      throw new Error(`not at rest: ${states.join(', ')}`, { cause: fault });
    });
  }

  /** A request of a person's own, as by another program; answers with status and JSON. */
  async request(
    person: Person,
    method: string,
    path: string,
    json?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const life = this.server.life();
    if (life === null) throw new Error('the server is down');
    const { access_token } = await this.scheduler.until(life.part.signIn(person.id), 'a sign-in');
    const request = new Request(`http://server.invalid${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const work = life.part.fetch(request).then(async (response) => {
      const text = await response.text();
      return { status: response.status, body: text ? JSON.parse(text) : {} };
    });
    return this.scheduler.until(work, `${method} ${path}`);
  }

  /** What the database says; only while no transaction is open. */
  sql(text: string, params?: unknown[]): Promise<Rows> {
    return this.engine.sql(text, params);
  }

  /** The person behind what managers do in a run. */
  async admin(): Promise<Person> {
    this.#admin ??= await this.person('admin', 'admin');
    return this.#admin;
  }

  kams(): Person[] {
    return [...this.people.values()].filter(({ role }) => role === 'kam');
  }

  /** A request of the admin that goes on by itself; a server that is down or dies in it has no answer. */
  staff(method: string, path: string, json: unknown): void {
    const life = this.server.life();
    if (life === null || this.#adminToken === null) return;
    const request = new Request(`http://server.invalid${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#adminToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(json),
    });
    this.scheduler.plan(life.owner, 0, `staff ${method} ${path}`, () => {
      void life.part.fetch(request).then(
        (response) => response.text(),
        () => undefined,
      );
    });
  }
  #adminToken: string | null = null;

  /** Signs the admin in; his requests come from outside of all laptops. */
  async signAdminIn(): Promise<void> {
    const admin = await this.admin();
    const life = this.server.life();
    if (!life) throw new Error('the server is down');
    const { access_token } = await this.scheduler.until(life.part.signIn(admin.id), 'the admin');
    this.#adminToken = access_token;
  }

  readonly #ids = { made: 0 };
  /** A new id of the harness's own. */
  id(): string {
    this.#ids.made += 1;
    return `0195a000-0000-7000-8000-${this.#ids.made.toString(16).padStart(12, '0')}`;
  }

  /** Lets days go by in which nothing runs; starts the server again. */
  async passDays(days: number): Promise<void> {
    for (const device of this.devices) device.kill();
    await this.server.kill();
    this.network.dropAll();
    await this.run(1_000);
    this.scheduler.now += days * 86_400_000;
    await this.server.start();
    await this.signAdminIn();
  }

  /** Something on the server beside all requests. */
  onServer<T>(act: (part: ServerPart) => Promise<T>): Promise<T> {
    const life = this.server.life();
    if (life === null) throw new Error('the server is down');
    return this.scheduler.until(act(life.part), 'an act on the server');
  }

  /** Ends everything that runs. */
  async close(): Promise<void> {
    for (const device of this.devices) device.kill();
    await this.server.close();
  }
}
