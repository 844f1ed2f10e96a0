// What can happen in a random run: acts of people, what managers do on the server, and what breaks. An operation is plain
// data, so that a list of them can be kept, shortened and run again.
import type { Chance } from './chance.ts';
import type { Device } from './device.ts';
import type { World } from './world.ts';

export interface Op {
  do: string;
  /** Which laptop, by its place. */
  on: number;
  /** Which document, state, person, moment: in [0, 1), of what is there then. */
  pick: number;
  /** Which field or kind, in [0, 1). */
  kind: number;
  /** Milliseconds of the world before it. */
  wait: number;
  n: number;
}

/** What a random run is made of: how often each operation comes. */
const WEIGHTS: Record<string, number> = {
  addLead: 6,
  editLead: 14,
  moveLead: 6,
  removeLead: 1,
  addPoc: 5,
  editPoc: 4,
  removePoc: 3,
  logCall: 10,
  addNote: 3,
  takeOrder: 3,
  voidInteraction: 2,
  editInteraction: 2,
  snooze: 3,
  setMetric: 2,
  undo: 4,
  useMine: 2,
  staffEdit: 6,
  assign: 7,
  role: 1,
  handover: 2,
  endHandover: 1,
  merge: 2,
  unmerge: 1,
  deactivate: 0.5,
  offline: 5,
  online: 8,
  kill: 4,
  sleep: 1,
  clock: 3,
  wipe: 0.5,
  restartServer: 1.5,
  now: 3,
};

export function makeOps(chance: Chance, count: number, devices: number): Op[] {
  const names = Object.keys(WEIGHTS);
  const total = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);
  const pickName = (): string => {
    let left = chance.next() * total;
    for (const name of names) {
      left -= WEIGHTS[name] ?? 0;
      if (left < 0) return name;
    }
    return 'editLead';
  };
  return Array.from({ length: count }, (_, n) => ({
    do: pickName(),
    on: chance.below(devices),
    pick: Math.round(chance.next() * 1e4) / 1e4,
    kind: Math.round(chance.next() * 1e4) / 1e4,
    wait: chance.happens(0.5) ? 0 : Math.round(chance.next() ** 3 * 3_000),
    n,
  }));
}

const at = <T>(from: readonly T[], share: number): T | undefined => from[Math.floor(share * from.length)];

/** Ways back of acts, by device. */
export type Undos = Map<string, (() => Promise<void>)[]>;

export interface OpContext {
  world: World;
  undos: Undos;
  /** Something that was started and goes on; its failure is a breach. */
  follow(device: Device, what: string, work: Promise<unknown>): void;
}

/** Starts the operation; what it starts goes on while the next ones come. */
export async function perform(context: OpContext, op: Op): Promise<void> {
  const { world } = context;
  await world.run(op.wait);
  const device = world.devices[op.on];
  if (!device) return;
  const staff = STAFF[op.do];
  if (staff) return staff(context, op);
  const fault = FAULTS[op.do];
  if (fault) return fault(context, device, op);
  if (device.part) ACTS[op.do]?.(context, device, op);
}

type Acting = (context: OpContext, device: Device, op: Op) => void;

const idsOf = (device: Device, collection: string): string[] =>
  device
    .stored(collection)
    .flatMap((row) => (row['_deleted'] ? [] : [String(row.id)]))
    .sort();

type Made = { ok: true; value: { undo(): Promise<void> } } | { ok: false; error: unknown };

function act(context: OpContext, device: Device, op: Op, work: Promise<Made> | undefined): void {
  if (!work) return;
  const kept = work.then((made) => {
    if (made.ok) context.undos.get(device.name)?.push(made.value.undo);
  });
  context.follow(device, `${op.do} ${op.n}`, kept);
}

const actsOf = (device: Device) => {
  if (!device.part) throw new Error(`${device.name} does not run`);
  return device.part.replica.acts;
};

const onLead =
  (run: (device: Device, lead: string, op: Op) => Promise<unknown>): Acting =>
  (context, device, op) => {
    const lead = at(idsOf(device, 'leads'), op.pick);
    if (lead) act(context, device, op, run(device, lead, op) as Promise<Made>);
  };
const onOther =
  (collection: string, run: (device: Device, id: string, op: Op) => Promise<unknown>): Acting =>
  (context, device, op) => {
    const id = at(idsOf(device, collection), op.pick);
    if (id) act(context, device, op, run(device, id, op) as Promise<Made>);
  };

const STATES = ['PENDING', 'REACHED_OUT', 'QUALIFIED', 'NEGOTIATION', 'WON', 'LOST'];
const CALLS = ['CONNECTED', 'NO_ANSWER', 'FOLLOW_UP', 'NOT_INTERESTED', 'BUSY', 'VOICEMAIL'] as const;

const changesOf = ({ kind, n }: Op): object =>
  at(
    [
      { name: `Lead ${n}` },
      { phone: `+49 30 ${n}` },
      { city: `City ${n}` },
      { tags: [`t${n}`, 'all'] },
      { tier: 'A' },
      { value_minor: n * 100, currency: 'EUR' },
    ],
    kind,
  ) ?? {};

const ACTS: Record<string, Acting> = {
  addLead: (context, device, op) =>
    act(
      context,
      device,
      op,
      actsOf(device).addLead({ name: `New ${op.n}`, city: `C${op.n}` }) as Promise<Made>,
    ),
  editLead: onLead((device, lead, op) => actsOf(device).editLead(lead, changesOf(op))),
  moveLead: onLead((device, lead, op) => actsOf(device).moveLead(lead, at(STATES, op.kind) ?? 'PENDING')),
  removeLead: onLead((device, lead) => actsOf(device).removeLead(lead)),
  addPoc: onLead((device, lead_id, op) => actsOf(device).addPoc({ lead_id, name: `Person ${op.n}` })),
  editPoc: onOther('pocs', (device, id, op) =>
    actsOf(device).editPoc(id, op.kind < 0.5 ? { role: `Role ${op.n}` } : { phone: `+1 ${op.n}` }),
  ),
  removePoc: onOther('pocs', (device, id) => actsOf(device).removePoc(id)),
  logCall: onLead((device, lead_id, op) =>
    actsOf(device).logCall({
      lead_id,
      outcome: at(CALLS, op.kind) ?? 'CONNECTED',
      note: `call ${op.n}`,
      ...(op.kind > 0.7 ? { order: { amount_minor: 100 * (op.n + 1) } } : {}),
    }),
  ),
  addNote: onLead((device, lead, op) => actsOf(device).addNote(lead, `note ${op.n}`)),
  takeOrder: onLead((device, lead, op) => actsOf(device).takeOrder(lead, { amount_minor: 1000 + op.n })),
  voidInteraction: onOther('interactions', (device, id) => actsOf(device).voidInteraction(id)),
  editInteraction: onOther('interactions', (device, id, op) =>
    actsOf(device).editInteraction(id, { note: `changed ${op.n}` }),
  ),
  snooze: onLead((device, lead, op) =>
    op.kind < 0.5
      ? actsOf(device).snooze(lead, { on: `2026-03-${10 + Math.floor(op.kind * 20)}` })
      : actsOf(device).promiseCallback(lead, { on: `2026-03-${10 + Math.floor(op.kind * 20)}` }),
  ),
  setMetric: onLead((device, lead, op) =>
    actsOf(device).setMetric(lead, { expected_interval_days: 7 + op.n }),
  ),
  undo: (context, device, op) => {
    const back = context.undos.get(device.name)?.pop();
    if (back) context.follow(device, `undo ${op.n}`, back());
  },
  useMine: (context, device, op) => {
    const entry = at(device.part?.replica.attention.get() ?? [], op.pick);
    const attention = device.part?.replica.attention;
    if (!entry || !attention) return;
    const { discard, useMine: writeAgain } = attention;
    const work = op.kind < 0.5 ? writeAgain(entry.id) : discard(entry.id);
    context.follow(device, `attention ${op.n}`, work);
  },
  now: (_context, device) => device.part?.replica.sync.now(),
};

type Breaking = (context: OpContext, device: Device, op: Op) => Promise<void> | void;

const CLOCKS = [3_600_000, -3_600_000, 86_400_000, -86_400_000, 0, -Date.parse('2026-03-01T00:00:00.000Z')];

const FAULTS: Record<string, Breaking> = {
  offline: (_context, device) => device.setOnline(false),
  online: (_context, device) => device.setOnline(true),
  kill: (context, device, op) => {
    device.kill();
    context.undos.set(device.name, []);
    restart(context, device, 200 + op.kind * 4_000);
  },
  sleep: (_context, device, op) => device.sleep(10_000 + op.kind * 120_000),
  clock: (_context, device, op) => {
    device.skew = at(CLOCKS, op.kind) ?? 0;
  },
  wipe: (context, device) => {
    device.kill();
    context.undos.set(device.name, []);
    device.wipe();
    restart(context, device, 500);
  },
};

function restart({ world, follow }: OpContext, device: Device, delay: number): void {
  world.scheduler.plan(world.outside, delay, `starts ${device.name}`, () => {
    if (!device.starting) follow(device, 'start', device.start());
  });
}

type Managing = (context: OpContext, op: Op) => Promise<void>;

const STAFF: Record<string, Managing> = {
  assign: async ({ world }, op) => {
    const lead = at(await leadIds(world), op.pick);
    const to = at(world.kams(), op.kind);
    if (lead && to) world.staff('POST', `/api/leads/${lead}/assign`, { assignee_id: to.id });
  },
  staffEdit: async ({ world }, op) => {
    const lead = at(await leadIds(world), op.pick);
    if (lead) world.staff('PATCH', `/api/leads/${lead}`, changesOf(op));
  },
  handover: async ({ world }, op) => {
    const [from, to] = [at(world.kams(), op.pick), at(world.kams(), op.kind)];
    const days = { from_on: '2026-03-09', to_on: '2026-03-12' };
    if (from && to && from !== to)
      world.staff('PUT', `/api/users/${from.id}/handover`, { to_id: to.id, ...days });
  },
  endHandover: async ({ world }, op) => {
    const who = at(world.kams(), op.pick);
    if (who) world.staff('DELETE', `/api/users/${who.id}/handover`, undefined);
  },
  merge: async ({ world }, op) => {
    const ids = await leadIds(world);
    const [one, other] = [at(ids, op.pick), at(ids, op.kind)];
    if (one && other && one !== other) world.staff('POST', `/api/leads/${one}/merge`, { other_id: other });
  },
  unmerge: async ({ world }, op) => {
    const merged = await world.sql('select id from leads where merged_into_id is not null order by id');
    const lead = at(merged, op.pick);
    if (lead) world.staff('POST', `/api/leads/${lead['id']}/unmerge`, {});
  },
  role: async ({ world }, op) => {
    const who = at(world.kams(), op.pick);
    if (who) world.staff('PATCH', `/api/users/${who.id}`, { role: op.kind < 0.4 ? 'manager' : 'kam' });
  },
  deactivate: async ({ world }, op) => {
    const who = at(world.kams(), op.pick);
    if (who) world.staff('PATCH', `/api/users/${who.id}`, { is_active: false });
  },
  restartServer: async ({ world }, op) => {
    await world.server.kill();
    world.network.dropAll();
    await world.run(op.kind * 3_000);
    if (!world.server.life()) await world.server.start();
  },
};

async function leadIds(world: World): Promise<string[]> {
  const rows = await world.sql('select id from leads order by id');
  return rows.map((row) => String(row['id']));
}
