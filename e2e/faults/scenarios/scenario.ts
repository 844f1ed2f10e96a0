// What the scenarios share: a world with an admin, a manager's hand and a few KAMs, and the words in which they are told.
import { afterAll, expect, inject } from 'vitest';
import type { Engine } from '../database.ts';
import { openMemoryEngine } from '../database.ts';
import type { Device } from '../device.ts';
import { factories } from '../factories.ts';
import { breachesOf } from '../invariants.ts';
import type { Asked, Fate } from '../network.ts';
import type { DevicePart } from '../parts/device-part.ts';
import { type Person, World, type WorldOptions } from '../world.ts';

let engine: Promise<Engine> | undefined;
afterAll(async () => {
  await (await engine)?.close();
  engine = undefined;
});

export type Acts = DevicePart['replica']['acts'];

/** One scenario's world. */
export class Scenario {
  readonly world: World;
  constructor(world: World) {
    this.world = world;
  }

  get requests() {
    return this.world.network.requests;
  }

  /** How many requests of this kind have left the devices; of one device where it is named. */
  count(what: RegExp, device?: Device): number {
    return this.requests.filter(
      ({ asked, device: from }) => what.test(asked.what) && (!device || from === device.name),
    ).length;
  }

  /** Acts of a device that runs. */
  acts(device: Device): Acts {
    return this.part(device).replica.acts;
  }

  part(device: Device): DevicePart {
    if (!device.part) throw new Error(`${device.name} does not run`);
    return device.part;
  }

  state(device: Device) {
    return this.part(device).replica.sync.status.getState();
  }

  attention(device: Device) {
    return this.part(device).replica.attention.get();
  }

  /** Does an act to its end, and gives the id that it speaks of. */
  async done(
    act: ReturnType<Acts['addLead']>,
  ): Promise<{ id: string; lead_id: string; undo(): Promise<unknown> }> {
    const made = await this.world.scheduler.until(act, 'an act');
    if (!made.ok) throw new Error(`refused: ${JSON.stringify(made.error)}`);
    return made.value;
  }

  /** Runs to rest and checks what must hold after every run. */
  async holds(): Promise<void> {
    await this.world.settle();
    expect(await breachesOf(this.world)).toEqual([]);
  }

  /** The fate of the next request that fits, once; all others pass. */
  next(fits: (asked: Asked, device: Device) => boolean, fate: Fate): { happened(): boolean } {
    let happened = false;
    const before = this.world.fate;
    this.world.fate = (device, asked) => {
      if (happened || !fits(asked, device)) return before(device, asked);
      happened = true;
      return fate;
    };
    return { happened: () => happened };
  }

  /** The stored document of the server. */
  async stored(collection: string, id: string): Promise<Record<string, unknown> | undefined> {
    return (await this.world.sql(`select * from ${collection} where id = $1`, [id]))[0];
  }

  async applied(id: string): Promise<number> {
    const [row] = await this.world.sql('select count(*)::int as n from applied where document_id = $1', [id]);
    return Number(row?.['n']);
  }

  has(device: Device, collection: string, id: string): boolean {
    return device.stored(collection).some((row) => row.id === id && !row['_deleted']);
  }

  doc(device: Device, collection: string, id: string): Record<string, unknown> {
    return device.stored(collection).find((row) => row.id === id) ?? {};
  }

  /** A manager gives a lead to somebody. */
  async assign(lead: string, to: Person): Promise<void> {
    const { status } = await this.world.request(
      await this.world.admin(),
      'POST',
      `/api/leads/${lead}/assign`,
      {
        assignee_id: to.id,
      },
    );
    expect(status).toBe(200);
  }
}

/** A world of its own on an empty database; ended with the scenario. */
export async function scenario(
  play: (scenario: Scenario) => Promise<void>,
  options: Partial<WorldOptions> = {},
): Promise<void> {
  engine ??= openMemoryEngine(inject('faultDatabase'));
  const database = options.engine ?? (await engine);
  await database.reset();
  const made = await factories(inject('faultParts'));
  const world = new World({ seed: 1, factories: made, ...options, engine: database });
  const told = new Scenario(world);
  try {
    await world.server.start();
    await world.signAdminIn();
    await play(told);
  } catch (fault) {
    if (process.env['FAULTS_TRACE']) console.error(world.scheduler.latest.slice(-200).join('\n'));
    throw fault;
  } finally {
    await world.close();
  }
}

export const pushOf = (collection: string) => (asked: Asked) => asked.what === `${collection}/push`;
