import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLead } from '../testing/builders.ts';
import { contentHash } from './content-hash.ts';

const content = fc.dictionary(
  fc.string({ unit: 'binary' }).filter((key) => !key.startsWith('_') && key !== 'gone'),
  fc.jsonValue(),
);

/** The same document with the keys of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, turned(item)]),
  );
}

describe('the hash of a document', () => {
  it('is the CRC-32 of its JSON with sorted keys, in eight hex digits', () => {
    expect(contentHash({})).toBe(crc32('{}').toString(16));
    expect(contentHash({ b: [1, null, { d: 2, c: 'ü' }], a: true })).toBe(
      crc32('{"a":true,"b":[1,null,{"c":"ü","d":2}]}').toString(16).padStart(8, '0'),
    );
    fc.assert(
      fc.property(content, (document) => {
        expect(contentHash(document)).toMatch(/^[0-9a-f]{8}$/);
      }),
    );
  });

  it('does not depend on the order of keys, nor on whether what is unset is null or absent', () => {
    fc.assert(
      fc.property(content, (document) => {
        const same = { ...(turned(document) as object), one: null, two: undefined };
        const { one: _one, two: _two, ...without } = { ...document, one: 1, two: 2 };
        expect(contentHash(same)).toBe(contentHash(without));
      }),
    );
  });

  it('survives the way over the wire', () => {
    fc.assert(
      fc.property(content, (document) => {
        expect(contentHash(JSON.parse(JSON.stringify(document)))).toBe(contentHash(document));
      }),
    );
  });

  it('does not see what replication and storage add', () => {
    const lead = aLead();
    const added = { _deleted: false, gone: false, _meta: { lwt: 1 }, _rev: '1-a', _attachments: {} };
    expect(contentHash({ ...lead, ...added })).toBe(contentHash(lead));
  });

  it('sees a change of any one field', () => {
    const lead = aLead({ name: 'Nordlicht' });
    for (const field of Object.keys(lead))
      expect(contentHash({ ...lead, [field]: 'changed' }), field).not.toBe(contentHash(lead));
  });
});
