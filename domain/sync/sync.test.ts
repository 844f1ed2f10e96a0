import { describe, expect, it } from 'vitest';
import { createIds } from '../ids.ts';
import {
  allSchemas,
  COLLECTIONS,
  isCollection,
  isWritable,
  readOnlySchemas,
  WRITABLE_COLLECTIONS,
} from './collections.ts';
import {
  digestReplySchema,
  digestRequestSchema,
  MAX_DIGEST,
  pushHeadSchema,
  pushRequestSchema,
} from './messages.ts';
import { kamScope, refuseAssign, scopeOf, scopesOfLead, seesAll, seesLead, worksFor } from './scope.ts';
import { deletedTombstone, goneTombstone } from './tombstone.ts';

const ids = createIds();
const kam = { id: ids.next(), role: 'kam' as const };
const manager = { id: ids.next(), role: 'manager' as const };

describe('tombstones', () => {
  it.each(COLLECTIONS)('of %s fit the schema and say nothing', (collection) => {
    const document = goneTombstone(collection, ids.next());
    expect(document).toMatchObject({ _deleted: true, gone: true });
    const parsed = allSchemas[collection].safeParse(document);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(Object.keys(allSchemas[collection].shape).every((field) => field in document)).toBe(true);
  });

  it('of a deletion carry its write id; those of a withdrawal are all alike', () => {
    const [id, write_id] = [ids.next(), ids.next()];
    expect(deletedTombstone('pocs', id, write_id)).toMatchObject({ id, write_id, _deleted: true });
    expect(goneTombstone('pocs', id)).toEqual(goneTombstone('pocs', id));
    expect(goneTombstone('settings', id).write_id).toBe(goneTombstone('pocs', id).write_id);
  });
});

describe('collections', () => {
  it('are written by laptops but for users and settings, and stay within what the replica can hold', () => {
    expect(COLLECTIONS).toEqual([...WRITABLE_COLLECTIONS, ...Object.keys(readOnlySchemas)]);
    expect(COLLECTIONS.length).toBeLessThanOrEqual(12);
    expect([
      isCollection('users'),
      isWritable('users'),
      isWritable('leads'),
      isCollection('constructor'),
    ]).toEqual([true, false, true, false]);
  });
});

describe('the scope', () => {
  it('of a KAM holds his leads, that of staff all of them, and everybody reads the workspace', () => {
    expect(scopeOf(kam, 'pocs')).toBe(kamScope(kam.id));
    expect(scopeOf(manager, 'leads')).toBe('staff');
    expect([scopeOf(kam, 'users'), scopeOf(manager, 'settings')]).toEqual(['workspace', 'workspace']);
    expect(scopesOfLead(null)).toEqual(['staff']);
    expect(scopesOfLead(kam.id)).toEqual(['staff', kamScope(kam.id)]);
  });

  it('of a lead is its cover’s too while somebody covers for its assignee, and no further', () => {
    const cover = { id: ids.next(), role: 'kam' as const, covers: [kam.id] };
    expect(scopesOfLead(kam.id, cover.id)).toEqual(['staff', kamScope(kam.id), kamScope(cover.id)]);
    expect(worksFor(cover)).toEqual([cover.id, kam.id]);
    expect(seesLead(cover, { assignee_id: kam.id })).toBe(true);
    expect(seesLead(cover, { assignee_id: manager.id })).toBe(false);
    expect(refuseAssign(cover, kam.id, cover.id)).toMatchObject({ code: 'not_allowed' });
  });

  it('decides who sees a lead and who gives it away', () => {
    expect([seesAll(kam), seesAll(manager)]).toEqual([false, true]);
    expect([
      seesLead(kam, { assignee_id: kam.id }),
      seesLead(kam, { assignee_id: null }),
      seesLead(manager, { assignee_id: null }),
    ]).toEqual([true, false, true]);
    expect(refuseAssign(kam, kam.id, manager.id)).toMatchObject({ code: 'not_allowed' });
    expect(refuseAssign(kam, kam.id, kam.id)).toBeNull();
    expect(refuseAssign(manager, kam.id, null)).toBeNull();
  });
});

describe('a push', () => {
  const head = { id: ids.next(), write_id: ids.next() };

  it('fills what was left out and keeps every field', () => {
    const document = { ...head, more: { kept: true } };
    expect(pushRequestSchema.parse({ rows: [{ document }] })).toEqual({ rows: [{ base: null, document }] });
    expect(pushHeadSchema.parse(document)).toEqual({ ...head, _deleted: false });
  });

  it('knows a base by its UUID, however it is written', () => {
    const rows = [{ base: head.write_id.toUpperCase(), document: head }];
    expect(pushRequestSchema.parse({ rows }).rows).toMatchObject([{ base: head.write_id }]);
  });

  it('takes 500 rows at most', () => {
    const rows = Array.from({ length: 501 }, () => ({ base: null, document: head }));
    expect(pushRequestSchema.safeParse({ rows }).success).toBe(false);
  });

  it('lets a row that is none through to be judged alone', () => {
    const rows = [{ base: 7, document: 'x' }, 1, null, 'a', [], {}];
    expect(pushRequestSchema.parse({ rows })).toEqual({
      rows: rows.map(() => ({ base: null, document: {} })),
    });
    expect(pushHeadSchema.safeParse({}).success).toBe(false);
  });
});

describe('a digest', () => {
  const entry = { id: ids.next(), write_id: 'damaged', hash: '00000000' };

  it('takes what a replica holds, damaged as it may be, up to 5,000 documents', () => {
    const asked = { collection: 'leads', ids: [entry], after_id: null };
    expect(digestRequestSchema.parse(asked)).toEqual(asked);
    const many = (count: number) => ({
      collection: 'leads',
      ids: Array.from({ length: count }, () => entry),
    });
    expect(digestRequestSchema.safeParse(many(MAX_DIGEST)).success).toBe(true);
    expect(digestRequestSchema.safeParse(many(MAX_DIGEST + 1)).success).toBe(false);
  });

  it('is answered with whole documents', () => {
    const reply = { documents: [goneTombstone('leads', kam.id)], unknown: [], checked: 1, has_more: false };
    expect(digestReplySchema.parse(reply)).toEqual(reply);
  });
});
