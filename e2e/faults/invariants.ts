// What must hold after every run, once the faults have ended: G1 every replica is the server's view of its scope, G2 no
// local write has vanished, G3 nobody was ever told of what is not his, G4 all is quiet, G5 both sides plan alike.
import { COLLECTIONS, type Collection, isCollection, isWritable } from '#domain/sync/collections.ts';
import { deletedTombstone, goneTombstone } from '#domain/sync/tombstone.ts';
import type { Device } from './device.ts';
import type { Exchange } from './network.ts';
import type { StoredRow } from './parts/memory-disk.ts';
import type { Ownership } from './recorder.ts';
import { contentOf, coversAt, readTables, type Tables, viewOf } from './server-view.ts';
import type { World } from './world.ts';

/** One breach in words, with the invariant's name first. */
export type Breach = string;

/** All breaches; none is how it should be. The world has come to rest before. */
export async function breachesOf(world: World): Promise<Breach[]> {
  const tables = await readTables(world.engine);
  const open = world.devices.filter((device) => device.running);
  return [
    ...(await Promise.all(open.map((device) => g1(world, tables, device)))).flat(),
    ...(await g2(world, tables)),
    ...g3(world),
    ...(await g5(world, tables, open)),
    ...world.server.faults.map((line) => `the server has a defect: ${line}`),
    ...world.devices.flatMap(({ name, told }) =>
      told.reports.filter(isDefect).map((line) => `${name} reports: ${line}`),
    ),
  ];
}

/** The journal tells its work in the same place as defects are told. */
const isDefect = (line: string) => !/^\d+ writes were made again from the journal$/.test(line);

const roleOf = (tables: Tables, id: string) => String(tables.users.get(id)?.['role'] ?? 'kam');

async function g1(world: World, tables: Tables, device: Device): Promise<Breach[]> {
  const user = { id: device.user.id, role: roleOf(tables, device.user.id), now: world.scheduler.now };
  const feed = await world.sql('select collection, document_id from feed where scope = $1 and present', [
    `kam:${user.id}`,
  ]);
  const inFeed = new Set(feed.map((row) => `${row['collection']} ${row['document_id']}`));
  return COLLECTIONS.flatMap((collection) => {
    const want = viewOf(tables, collection, user, (id) => inFeed.has(`${collection} ${id}`));
    const have = new Map(
      device.stored(collection).flatMap((row) => (row['_deleted'] ? [] : [[String(row.id), row]])),
    );
    return compare(`G1 ${device.name} ${collection}`, want, have);
  });
}

function compare(where: string, want: Map<string, StoredRow>, have: Map<string, StoredRow>): Breach[] {
  const breaches: Breach[] = [];
  for (const [id, row] of want) {
    const mine = have.get(id);
    if (!mine) breaches.push(`${where}: ${id} is missing`);
    else if (mine['write_id'] !== row['write_id'])
      breaches.push(`${where}: ${id} has write ${mine['write_id']}, the server ${row['write_id']}`);
    else if (contentOf(mine) !== contentOf(row))
      breaches.push(`${where}: ${id} differs: ${contentOf(mine)} / ${contentOf(row)}`);
  }
  for (const id of have.keys()) if (!want.has(id)) breaches.push(`${where}: ${id} is a ghost`);
  return breaches;
}

async function g2(world: World, tables: Tables): Promise<Breach[]> {
  const { recorder } = world;
  const applied = new Set((await world.sql('select write_id from applied')).map((row) => row['write_id']));
  const standing = new Set<unknown>();
  for (const name of COLLECTIONS) for (const row of tables[name].values()) standing.add(row['write_id']);
  const next = new Map<string, string[]>();
  const lead = (from: unknown, to: unknown) =>
    next.set(String(from), [...(next.get(String(from)) ?? []), String(to)]);
  for (const { previous, write_id } of recorder.writes) if (previous) lead(previous['write_id'], write_id);
  const same = new Set<string>();
  for (const { device, collection, mine, result } of recorder.settled) {
    lead(mine['write_id'], result['write_id']);
    if (addsNothing(mine, result, recorder.base(device, collection, String(mine.id))))
      same.add(String(mine['write_id']));
  }
  // The customer of a won lead has the same write id on both sides: the server may have made it before it was pushed.
  const told = new Set(
    recorder.exchanges.flatMap((one) => documentsIn(one).map(({ document }) => document['write_id'])),
  );
  const known = (id: string) =>
    told.has(id) ||
    applied.has(id) ||
    standing.has(id) ||
    recorder.complained.has(id) ||
    recorder.excused.has(id) ||
    same.has(id);
  const answered = (start: string): boolean => {
    const seen = new Set<string>();
    const left = [start];
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      if (known(id)) return true;
      left.push(...(next.get(id) ?? []));
    }
    return false;
  };
  return recorder.writes.flatMap(({ device, collection, id, write_id, document }) =>
    answered(write_id)
      ? []
      : [`G2 ${device}: the write ${write_id} of ${collection} ${id} has vanished: ${contentOf(document)}`],
  );
}

/** Whether all that mine had changed stands in the result as well: then nothing of it is lost. */
function addsNothing(mine: StoredRow, result: StoredRow, base: StoredRow | undefined): boolean {
  if (mine['_deleted'] && result['_deleted']) return true;
  return Object.keys(mine)
    .filter(
      (field) => !['write_id', 'updated_at', 'created_at', '_meta', '_rev', '_attachments'].includes(field),
    )
    .every((field) => {
      const text = JSON.stringify(mine[field] ?? null);
      return (
        text === JSON.stringify(result[field] ?? null) ||
        (base !== undefined && text === JSON.stringify(base[field] ?? null))
      );
    });
}

/** How long after the last sight of a lead a piece of it may still be on its way, in milliseconds. */
const ON_ITS_WAY_MS = 300;

function g3(world: World): Breach[] {
  const { ownerships, exchanges } = world.recorder;
  return exchanges.flatMap((exchange) =>
    documentsIn(exchange).flatMap(({ collection, document }) => {
      const where = `G3 ${exchange.asked.what}: ${collection} ${document.id}`;
      if (document['_deleted'])
        return isNeutral(collection, document) ? [] : [`${where} is a tombstone that tells something`];
      if (!isWritable(collection)) return [];
      return mayHear(exchange, collection, document, ownerships)
        ? []
        : [`${where} was told to ${world.people.get(exchange.user)?.name}, who may not see it`];
    }),
  );
}

function mayHear(
  { user, sent_at, answered_at, asked }: Exchange,
  collection: Collection,
  document: StoredRow,
  ownerships: Ownership[],
): boolean {
  const leadId = collection === 'leads' ? document.id : document['lead_id'];
  if (typeof leadId !== 'string') return true;
  const from = asked.what === 'stream' ? answered_at - ON_ITS_WAY_MS : sent_at;
  return ownerships.some(({ at, leads, roles, users }, place) => {
    const until = ownerships[place + 1]?.at ?? Number.POSITIVE_INFINITY;
    if (at > answered_at || until < from) return false;
    if (roles.get(user) !== 'kam' || !leads.has(leadId)) return true;
    const owner = leads.get(leadId) ?? '';
    return (
      owner === user || [from, answered_at].some((moment) => coversAt(users, moment).get(owner) === user)
    );
  });
}

function isNeutral(collection: Collection, document: StoredRow): boolean {
  const id = String(document.id);
  const neutral =
    document['gone'] === true
      ? goneTombstone(collection, id)
      : deletedTombstone(collection, id, String(document['write_id']));
  return contentOf(document) === contentOf(neutral);
}

function documentsIn({ asked, text, status }: Exchange): { collection: Collection; document: StoredRow }[] {
  if (status !== 200) return [];
  const [name = ''] = asked.what.split('/');
  if (name === 'stream')
    return text
      .split('\n')
      .filter((line) => line.startsWith('data: {'))
      .flatMap((line) => {
        const { collection, documents } = JSON.parse(line.slice(6)) as StreamPiece;
        return documents.map((document) => ({ collection, document }));
      });
  if (!isCollection(name) && name !== 'digest') return [];
  const body = JSON.parse(text) as { documents?: StoredRow[]; results?: { document?: StoredRow }[] };
  const given = name === 'digest' ? JSON.parse(asked.body ?? '{}').collection : name;
  const documents = [
    ...(body.documents ?? []),
    ...(body.results ?? []).flatMap(({ document }) => (document ? [document] : [])),
  ];
  return documents.map((document) => ({ collection: given as Collection, document }));
}

interface StreamPiece {
  collection: Collection;
  documents: StoredRow[];
}

/** A lead that may be called now is next callable now: the desk keeps the moment at which it first looked. */
const planOf = (plan: object): string =>
  contentOf(
    'callable_now' in plan && plan.callable_now === true ? { ...plan, next_callable_at: null } : plan,
  );

async function g5(world: World, tables: Tables, open: Device[]): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const device of open) {
    const user = tables.users.get(device.user.id);
    const person = world.people.get(device.user.id);
    if (!person || !user || user['is_active'] !== true || !device.part) continue;
    const { desk } = device.part.replica;
    const at = { now: new Date(world.scheduler.now).toISOString(), time_zone: 'Europe/Berlin' };
    const query = new URLSearchParams({ at: at.now, time_zone: at.time_zone });
    const { body, status } = await world.request(person, 'GET', `/api/leads/due_today?${query}`);
    if (status !== 200) breaches.push(`G5 the server answers ${status} for the list of ${device.name}`);
    const items = (body['items'] ?? []) as { id: string; plan: object; performance_status: unknown }[];
    for (const { id, plan, performance_status } of items) {
      const row = desk.row(id, at);
      if (!row) breaches.push(`G5 ${device.name}: ${id} is not on the desk`);
      else if (planOf(row.plan) !== planOf(plan))
        breaches.push(`G5 ${device.name}: ${id} is planned as ${planOf(row.plan)} / ${planOf(plan)}`);
      else if ((row.performance ?? null) !== performance_status)
        breaches.push(`G5 ${device.name}: ${id} performs ${row.performance} / ${performance_status}`);
    }
    const listed = new Set(items.map(({ id }) => id));
    for (const { lead_id } of desk.today(at).queue)
      if (!listed.has(lead_id)) breaches.push(`G5 ${device.name}: ${lead_id} is in Today on the laptop only`);
  }
  return breaches;
}
