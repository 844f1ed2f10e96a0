// The server's side of the wire in memory: pull, push and stream as the contract has them, for one workspace of several
// people. It has faults on demand: no network, answers that get lost, strange answers, a new epoch.
import { allSchemas, type Collection, isCollection } from '#domain/sync/collections.ts';
import { contentHash } from '#domain/sync/content-hash.ts';
import type { DigestRequest, PushResult, Replicated } from '#domain/sync/messages.ts';
import { deletedTombstone, goneTombstone } from '#domain/sync/tombstone.ts';
import type { Fetch } from '../replica/wire.ts';
import { dueTodayReply, settingsOf } from './due-today.ts';

interface FeedRow {
  seq: number;
  present: boolean;
}
interface Row {
  base: string | null;
  document: Replicated;
}
type Listener = (collection: Collection, user: string) => void;

/** One answer that a device gets instead of the real one; `null`: no answer at all. */
export type Fault = (path: string) => Response | null | undefined | Promise<Response | null | undefined>;

export class TestSyncServer {
  readonly documents = new Map<string, Replicated>();
  readonly applied = new Set<string>();
  /** Every write that was ever stored. */
  readonly stored = new Set<string>();
  /** Every digest that came in: which collection, how many ids. */
  readonly digests: { user: string; collection: string; ids: number; ranged: boolean }[] = [];
  /** Every push that came in, row by row: who, and which write. */
  readonly pushes: { user: string; collection: string; id: string; write_id: string }[] = [];
  readonly pulls: { user: string; collection: string; checkpoint: string; limit: number }[] = [];
  epoch = 'epoch-1';
  time = () => new Date().toISOString();
  /** Says why a row is refused; null takes it. */
  refuses: (collection: Collection, document: Replicated) => { code: string; detail: string } | null = () =>
    null;
  /** People who see every lead. */
  readonly staff = new Set<string>();
  /** Whose a lead was before; a call of his that took place until then is stored. */
  #before = new Map<string, { owner: string; until: string }>();
  #ends = new Set<() => void>();
  #feed = new Map<string, FeedRow>();
  #seq = 0;
  #owner = new Map<string, string>();
  #listeners = new Set<Listener>();

  /** Writes a document as if somebody else had, in the scope of `user`. */
  write(
    user: string,
    collection: Collection,
    document: { id: string; write_id: string },
    deleted = false,
  ): void {
    const given: Replicated = { ...document, _deleted: deleted };
    const stored = deleted ? deletedTombstone(collection, document.id, document.write_id) : given;
    this.documents.set(`${collection}/${document.id}`, stored);
    this.stored.add(document.write_id);
    if (collection === 'leads' && !this.#owner.has(document.id)) this.#owner.set(document.id, user);
    this.#publish(this.#ownerOf(collection, given) ?? user, collection, document.id, true);
  }

  /** Gives a lead and all that hangs on it to somebody else. */
  reassign(leadId: string, to: string, at = this.time()): void {
    const from = this.#owner.get(leadId) ?? '';
    this.#before.set(leadId, { owner: from, until: at });
    this.#owner.set(leadId, to);
    for (const [key, document] of this.documents) {
      const [collection, id] = key.split('/') as [Collection, string];
      if (id !== leadId && document['lead_id'] !== leadId) continue;
      this.#publish(from, collection, id, false);
      this.#publish(to, collection, id, true);
    }
  }

  /** Makes somebody see all leads, or his own alone; ends the streams as the server does. */
  changeRole(user: string, role: 'manager' | 'kam'): void {
    if (role === 'manager') this.staff.add(user);
    else this.staff.delete(user);
    for (const end of [...this.#ends]) end();
  }

  /** What `user` should have of a collection, by id. */
  viewOf(user: string, collection: Collection): Map<string, Replicated> {
    const view = new Map<string, Replicated>();
    for (const [key, row] of this.#feed) {
      const [scope, name, id] = key.split('/');
      const document = this.documents.get(`${collection}/${id}`);
      if (
        scope === this.#scopeOf(user) &&
        name === collection &&
        row.present &&
        document &&
        !document._deleted
      )
        view.set(String(id), document);
    }
    return view;
  }

  /** Forgets a document without a word, as a restored backup does. */
  lose(collection: Collection, id: string): void {
    this.documents.delete(`${collection}/${id}`);
    for (const key of this.#feed.keys()) if (key.endsWith(`/${collection}/${id}`)) this.#feed.delete(key);
  }

  /** Takes the row of a document out of the feed, so that nobody hears of it any more. */
  dropFeedRow(user: string, collection: Collection, id: string): void {
    this.#feed.delete(`${user}/${collection}/${id}`);
  }

  /** Everything as it is now; calling the answer brings it back, as a restored backup does, with a new epoch. */
  backup(): () => void {
    const [documents, feed, owner] = [new Map(this.documents), new Map(this.#feed), new Map(this.#owner)];
    const [applied, stored] = [new Set(this.applied), new Set(this.stored)];
    const seq = this.#seq;
    return () => {
      refill(this.documents, documents);
      refill(this.#feed, feed);
      refill(this.#owner, owner);
      for (const id of this.applied) if (!applied.has(id)) this.applied.delete(id);
      for (const id of this.stored) if (!stored.has(id)) this.stored.delete(id);
      this.#seq = seq;
      this.epoch = `${this.epoch}+`;
    };
  }

  /** The fetch of one person's device. `fault` may answer instead, before or after the server has acted. */
  fetchFor(user: string, faults: { before?: Fault; after?: Fault } = {}): Fetch {
    return async (path, init) => {
      const early = await faults.before?.(path);
      if (early === null) throw new TypeError('Failed to fetch');
      if (early) return early;
      init?.signal?.throwIfAborted();
      const response = this.#answer(user, path, init ?? {});
      const late = await faults.after?.(path);
      if (late === null) throw new TypeError('Failed to fetch');
      return late ?? response;
    };
  }

  /** The Today list of a person, in the order of calling. */
  dueToday(user: string) {
    const documents = (collection: Collection) => [...this.viewOf(user, collection).values()];
    const view = {
      now: this.time(),
      time_zone: 'Europe/Berlin',
      settings: settingsOf(documents('settings'), this.time()),
    };
    return dueTodayReply(view, documents);
  }

  #ownerOf(collection: Collection, document: Replicated): string | undefined {
    return this.#owner.get(collection === 'leads' ? document.id : String(document['lead_id']));
  }

  #scopeOf(user: string): string {
    return this.staff.has(user) ? 'staff' : user;
  }

  #publish(user: string, collection: Collection, id: string, present: boolean): void {
    for (const scope of present ? [user, 'staff'] : [user]) {
      this.#seq += 1;
      this.#feed.set(`${scope}/${collection}/${id}`, { seq: this.#seq, present });
      for (const listener of this.#listeners) listener(collection, scope);
    }
  }

  #answer(user: string, path: string, init: RequestInit): Response {
    const url = new URL(path, 'http://server.invalid');
    const [, , , collection = '', verb = ''] = url.pathname.split('/');
    if (url.pathname === '/api/leads/due_today')
      return this.#json(this.#dueTodayPage(user, url.searchParams));
    if (collection === 'stream') return this.#stream(user, init.signal ?? null);
    if (collection === 'digest') return this.#digest(user, JSON.parse(String(init.body)) as DigestRequest);
    if (!isCollection(collection)) return this.#json({ code: 'not_found' }, 404);
    if (verb === 'pull') return this.#pull(user, collection, url.searchParams);
    const { rows } = JSON.parse(String(init.body)) as { rows: Row[] };
    return this.#json({ results: rows.map((row) => this.#push(user, collection, row)) });
  }

  #dueTodayPage(user: string, query: URLSearchParams) {
    const all = this.dueToday(user);
    const items = all.items.slice(0, Number(query.get('page_size') ?? all.items.length));
    const { total } = all;
    return { items, total, has_more: items.length < total, last_id: items.at(-1)?.id ?? null };
  }

  #pull(user: string, collection: Collection, query: URLSearchParams): Response {
    const [checkpoint, limit] = [query.get('checkpoint') ?? '', Number(query.get('limit'))];
    this.pulls.push({ user, collection, checkpoint, limit });
    const scope = this.#scopeOf(user);
    const [epoch, from, of] = checkpoint === '' ? [this.epoch, '0', scope] : checkpoint.split(':');
    if (epoch !== this.epoch || of !== scope)
      return this.#json({ code: 'resync_required', detail: 'start anew' }, 410);
    return this.#json(this.#page(user, collection, Number(from), limit));
  }

  #page(user: string, collection: Collection, from: number, limit: number) {
    const scope = this.#scopeOf(user);
    const rows = [...this.#feed]
      .map(([key, row]) => ({ key: key.split('/'), ...row }))
      .filter(({ key, seq }) => key[0] === scope && key[1] === collection && seq > from)
      .sort((a, b) => a.seq - b.seq)
      .slice(0, limit);
    const documents = rows.map(({ key, present }) =>
      present ? this.documents.get(`${collection}/${key[2]}`) : goneTombstone(collection, String(key[2])),
    );
    return { documents, checkpoint: `${this.epoch}:${rows.at(-1)?.seq ?? from}:${scope}` };
  }

  #digest(user: string, { collection, ids, after_id, until_id }: DigestRequest): Response {
    if (!isCollection(collection)) return this.#json({ code: 'not_found' }, 404);
    const ranged = after_id !== undefined || until_id !== undefined;
    this.digests.push({ user, collection, ids: ids.length, ranged });
    const view = this.viewOf(user, collection);
    const documents: Replicated[] = [];
    const unknown: string[] = [];
    for (const { id, write_id, hash } of ids) {
      const stored = this.documents.get(`${collection}/${id}`);
      const scoped = this.#inScope(user, collection, id);
      const truth = stored && scoped ? stored : goneTombstone(collection, id);
      if (truth.write_id === write_id && (hash === undefined || hash === contentHash(truth))) continue;
      documents.push(truth);
      if (!this.stored.has(write_id) && !this.applied.has(write_id)) unknown.push(id);
    }
    const listed = new Set(ids.map(({ id }) => id));
    const inRange = (id: string) =>
      (after_id == null || id > after_id) && (until_id == null || id <= until_id);
    if (ranged)
      for (const [id, document] of view) if (inRange(id) && !listed.has(id)) documents.push(document);
    return this.#json({ documents, unknown, checked: ids.length, has_more: false });
  }

  #inScope(user: string, collection: Collection, id: string): boolean {
    return this.#feed.get(`${user}/${collection}/${id}`)?.present === true;
  }

  #push(user: string, collection: Collection, { base, document }: Row): PushResult {
    const { id, write_id } = document;
    this.pushes.push({ user, collection, id, write_id });
    const refused = this.refuses(collection, document) ?? this.#invalid(collection, document);
    const current = this.documents.get(`${collection}/${id}`);
    const owner = this.staff.has(user) ? user : this.#ownerOf(collection, current ?? document);
    const gone = goneTombstone(collection, id);
    if (this.applied.has(write_id)) {
      if (current?.write_id === write_id && owner === user) return { id, outcome: 'ok' };
      return { id, outcome: 'absorbed', document: owner === user && current ? current : gone };
    }
    if (owner !== undefined && owner !== user) {
      if (collection !== 'interactions' || current || !this.#wasHis(user, document))
        return { id, outcome: 'gone', document: gone };
      this.applied.add(write_id);
      this.write(owner, collection, document);
      return { id, outcome: 'absorbed', document: gone };
    }
    if (refused) return { id, outcome: 'rejected', ...refused, document: current ?? gone };
    if (current && current.write_id !== base) return { id, outcome: 'conflict', document: current };
    this.applied.add(write_id);
    this.write(user, collection, document, document._deleted);
    return { id, outcome: 'ok' };
  }

  #wasHis(user: string, call: Replicated): boolean {
    const before = this.#before.get(String(call['lead_id']));
    return before?.owner === user && String(call['occurred_at']) < before.until;
  }

  #invalid(collection: Collection, document: Replicated) {
    const { success, error } = allSchemas[collection].safeParse(document);
    return success ? null : { code: 'invalid', detail: error.message };
  }

  #stream(user: string, signal: AbortSignal | null): Response {
    const encoder = new TextEncoder();
    const server = this;
    let stop = (): void => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        let seen = server.#seq;
        const listener: Listener = (collection, to) => {
          if (to !== server.#scopeOf(user)) return;
          const message = { collection, ...server.#page(user, collection, seen, 1000) };
          seen = server.#seq;
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(message)}\n\n`));
        };
        const end = () => {
          stop();
          controller.close();
        };
        stop = () => {
          server.#listeners.delete(listener);
          server.#ends.delete(end);
        };
        server.#listeners.add(listener);
        server.#ends.add(end);
        signal?.addEventListener('abort', () => {
          stop();
          controller.error(new DOMException('aborted', 'AbortError'));
        });
        controller.enqueue(encoder.encode('event: resync\ndata:\n\n'));
      },
      cancel: () => stop(),
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  #json(body: unknown, status = 200): Response {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': type, 'x-server-time': this.time() },
    });
  }
}

function refill<V>(map: Map<string, V>, from: ReadonlyMap<string, V>): void {
  map.clear();
  for (const [key, value] of from) map.set(key, value);
}
