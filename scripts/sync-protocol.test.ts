// Holds the page of the replication protocol to the program: whoever writes a client from it needs what it names to be so.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v5 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { derivedId } from '#domain/ids.ts';
import { COLLECTIONS } from '#domain/sync/collections.ts';
import { contentHash } from '#domain/sync/content-hash.ts';
import { MAX_DIGEST, MAX_PULL, MAX_PUSH, OUTCOMES_OF_PUSH } from '#domain/sync/messages.ts';

const page = readFileSync(join(import.meta.dirname, '../docs/sync-protocol.md'), 'utf8');

describe('the page of the replication protocol', () => {
  it('tells the name space in which the ids of customers and metrics are made', () => {
    const [, space = ''] = /name space `([0-9a-f-]{36})`/.exec(page) ?? [];
    expect(v5('a lead', space)).toBe(derivedId('a lead'));
  });

  it('names every collection, every outcome, and the most of each request', () => {
    for (const name of [...COLLECTIONS, ...OUTCOMES_OF_PUSH]) expect(page).toContain(`\`${name}\``);
    expect(page).toContain(`limit=<1-${MAX_PULL}>`);
    expect(page).toContain(`at most ${MAX_PUSH} rows`);
    expect(page).toContain(`At most ${MAX_DIGEST.toLocaleString('en')} ids`);
  });

  it('gives an example of the hash that holds', () => {
    const [, json = '', hash] = /`(\{"id":.*?\})` has the hash `([0-9a-f]{8})`/.exec(page) ?? [];
    expect(contentHash(JSON.parse(json))).toBe(hash);
  });
});
