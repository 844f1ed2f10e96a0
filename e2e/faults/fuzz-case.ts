// One random run: its operations, the faults between them, the end of all faults, and what must hold then.
import { type Chance, createChance } from './chance.ts';
import type { Engine } from './database.ts';
import type { Device } from './device.ts';
import type { Factories } from './factories.ts';
import { type Breach, breachesOf } from './invariants.ts';
import type { Asked, Fate } from './network.ts';
import { makeOps, type Op, type OpContext, perform } from './ops.ts';
import { World, type WorldOptions } from './world.ts';

/** A run that can be had again. */
export interface Case {
  seed: number;
  devices: number;
  ops: Op[];
  /** Why it was kept. */
  why?: string;
}

export interface Verdict {
  breaches: Breach[];
  trace: number;
  steps: number;
  requests: number;
  writes: number;
  attention: number;
  /** The last events of a run that failed. */
  latest: string[];
}

const OPS = 30;

/** The case of a seed. */
export function caseOf(seed: number): Case {
  const chance = createChance(seed).fork('case');
  const devices = 2 + chance.below(3);
  return { seed, devices, ops: makeOps(chance, OPS, devices) };
}

/** Runs a case on an empty database. */
export async function runCase(
  given: Case,
  deps: { engine: Engine; factories: Factories } & Partial<WorldOptions>,
): Promise<Verdict> {
  await deps.engine.reset();
  const world = new World({ ...deps, seed: given.seed });
  const failures: Breach[] = [];
  try {
    await play(world, given, failures);
  } catch (fault) {
    failures.push(
      `the run ended: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`,
    );
  }
  const breaches = [...failures, ...(failures.length > 0 ? [] : await breachesOf(world))];
  const { scheduler, recorder, network } = world;
  const verdict = {
    breaches,
    trace: scheduler.trace,
    steps: scheduler.steps,
    requests: network.requests.length,
    writes: recorder.writes.length,
    attention: recorder.complained.size,
    latest: breaches.length > 0 ? scheduler.latest.slice(-400) : [],
  };
  await world.close();
  return verdict;
}

async function play(world: World, given: Case, failures: Breach[]): Promise<void> {
  await world.server.start();
  await world.signAdminIn();
  for (let n = 0; n < given.devices; n += 1) {
    // The fourth laptop is the first person's second one.
    const person = n < 3 ? await world.person(`kam${n + 1}`) : world.kams()[0];
    if (!person) continue;
    await world.open(await world.device(person, `laptop${n + 1}`));
  }
  await seedLeads(world);
  await world.settle();
  world.fate = fatesOf(world.chance.fork('fates'));
  const context: OpContext = {
    world,
    undos: new Map(world.devices.map(({ name }) => [name, []])),
    follow: (device, what, work) => follow(device, what, work, failures),
  };
  for (const op of given.ops) await perform(context, op);
  await heal(world);
}

/** A lead with a contact for each person, so that a run has something to begin with. */
async function seedLeads(world: World): Promise<void> {
  for (const device of world.devices.slice(0, 2)) {
    const acts = device.part?.replica.acts;
    const made =
      acts && (await world.scheduler.until(acts.addLead({ name: `First of ${device.name}` }), 'seed'));
    if (acts && made?.ok)
      await world.scheduler.until(acts.addPoc({ lead_id: made.value.lead_id, name: 'Pat' }), 'seed');
  }
}

function follow(device: Device, what: string, work: Promise<unknown>, failures: Breach[]): void {
  const { part } = device;
  work.catch((fault: unknown) => {
    if (device.part === part)
      failures.push(`${device.name} ${what}: ${fault instanceof Error ? fault.stack : String(fault)}`);
  });
}

/** Ends all faults, and waits until every laptop says that it is in sync. */
async function heal(world: World): Promise<void> {
  world.fate = () => ({ kind: 'passes' });
  if (!world.server.life()) await world.server.start();
  await world.run(5_000);
  await world.signAdminIn();
  for (const person of world.kams()) world.staff('PATCH', `/api/users/${person.id}`, { is_active: true });
  await world.run(2_000);
  for (const device of world.devices) {
    device.setOnline(true);
    await world.wait(`${device.name} is awake`, () => device.line.owner.asleep_until <= world.scheduler.now);
    if (device.starting) await world.scheduler.until(device.starting, `${device.name} starts`);
    else await world.open(device);
  }
  await world.run(1_000);
  for (const device of world.devices) device.part?.replica.sync.now();
  await world.settle();
  const ended = world.devices.filter((device) => hasEnded(device));
  for (const device of ended) {
    await signInAgain(world, device);
    await world.open(device);
  }
  if (ended.length > 0) await world.settle();
}

const hasEnded = (device: Device): boolean =>
  ['signed_out', 'inactive', 'revoked'].includes(device.part?.replica.sync.status.getState().state ?? '');

async function signInAgain(world: World, device: Device): Promise<void> {
  device.kill();
  const life = world.server.life();
  if (life)
    device.signIn(await world.scheduler.until(life.part.signIn(device.user.id), `sign-in of ${device.name}`));
}

const html = (status: number) => () =>
  new Response('<!doctype html><title>Sign in to the Wi-Fi</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  });
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}) =>
  () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });

const INSTEAD: (() => Response)[] = [
  html(200),
  html(502),
  html(401),
  html(403),
  json(500, { code: 'internal' }),
  json(429, { code: 'rate_limited' }, { 'retry-after': '1' }),
  json(409, { detail: 'a proxy' }),
  json(413, { detail: 'too large for a proxy' }),
  () => new Response('{"documents":[{"id"', { headers: { 'content-type': 'application/json' } }),
];

/** Chance decides about each request. */
export function fatesOf(chance: Chance): (device: Device, asked: Asked) => Fate {
  return (_device, asked) => {
    const dice = chance.next();
    const [amount, which] = [chance.next(), chance.below(INSTEAD.length)];
    if (asked.what === 'stream') {
      if (dice < 0.1) return { kind: 'request_lost' };
      if (dice < 0.3) return { kind: 'cut', after_ms: amount * 4_000 };
      if (dice < 0.35) return { kind: 'half_open', after_ms: amount * 2_000 };
      return { kind: 'passes' };
    }
    if (dice < 0.05) return { kind: 'request_lost' };
    if (dice < 0.12) return { kind: 'response_lost' };
    if (dice < 0.17) return { kind: 'twice' };
    if (dice < 0.21) return { kind: 'instead', response: INSTEAD[which] ?? html(502) };
    if (dice < 0.27) return { kind: 'slow', by_ms: amount * 3_000 };
    if (dice < 0.28) return { kind: 'silence' };
    return { kind: 'passes' };
  };
}
