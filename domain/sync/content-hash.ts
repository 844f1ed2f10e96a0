// The fingerprint of a document's content, alike on laptop and server, so that a silent difference shows without the
// documents having to travel. It finds accidents; it is no proof against somebody who means to deceive.

/** What replication and storage add to a document, and what is no part of its content. */
const NOT_CONTENT = new Set(['_deleted', 'gone', '_meta', '_rev', '_attachments']);

/**
 * CRC-32 of the document's canonical JSON in UTF-8, as 8 lower-case hex digits. Canonical: keys sorted at every level,
 * fields that are null or undefined left out. Source: CRC-32 of ISO 3309, as in gzip.
 */
export function contentHash(document: Record<string, unknown>): string {
  const content = Object.fromEntries(Object.entries(document).filter(([key]) => !NOT_CONTENT.has(key)));
  return crc32(new TextEncoder().encode(canonical(content)))
    .toString(16)
    .padStart(8, '0');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = Object.entries(value)
    .filter(([, item]) => item !== null && item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

const POLYNOMIAL = 0xedb88320;

/** The remainder of each byte. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? POLYNOMIAL ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (TABLE[(rest ^ byte) & 0xff] as number) ^ (rest >>> 8);
  return ~rest >>> 0;
}
