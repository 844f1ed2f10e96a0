// What IPC carries, as text: the kinds of value that structured clone knows and a call is likely to hold. The same
// source runs in Node and in the page.

type Packed = null | boolean | number | string | Packed[] | { $: string; v?: Packed; n?: string; m?: string };

const VIEWS = {
  Uint8Array,
  Int8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
};
const CHUNK = 0x8000;

/** The values as text. Throws Electron's own message for what cannot be cloned, functions for one. */
export function pack(values: unknown): string {
  let cloned: unknown;
  try {
    cloned = structuredClone(values);
  } catch {
    throw new Error('An object could not be cloned.');
  }
  return JSON.stringify(encode(cloned));
}

/** The values back from their text. */
export function unpack(text: string): unknown {
  const packed: Packed = JSON.parse(text);
  return decode(packed);
}

/** The same, of a text that holds the arguments of a call. */
export function unpackArguments(text: string): unknown[] {
  const values = unpack(text);
  return Array.isArray(values) ? values : [];
}

function encode(value: unknown): Packed {
  switch (typeof value) {
    case 'undefined':
      return { $: 'undefined' };
    case 'bigint':
      return { $: 'bigint', v: String(value) };
    case 'number':
      if (Object.is(value, -0)) return { $: 'number', v: '-0' };
      return Number.isFinite(value) ? value : { $: 'number', v: String(value) };
    case 'boolean':
    case 'string':
      return value;
    default:
      return typeof value === 'object' && value !== null ? encodeObject(value) : null;
  }
}

function encodeObject(value: object): Packed {
  if (Array.isArray(value)) return value.map(encode);
  if (value instanceof Date) return { $: 'Date', v: encode(value.getTime()) };
  if (value instanceof Error) return { $: 'Error', n: value.name, m: value.message };
  if (value instanceof RegExp) return { $: 'RegExp', n: value.source, m: value.flags };
  if (value instanceof Map)
    return { $: 'Map', v: [...value].map(([key, inner]) => [encode(key), encode(inner)]) };
  if (value instanceof Set) return { $: 'Set', v: [...value].map(encode) };
  if (value instanceof ArrayBuffer) return { $: 'ArrayBuffer', v: toBase64(new Uint8Array(value)) };
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return { $: 'view', n: value.constructor.name, v: toBase64(bytes) };
  }
  return { $: 'object', v: Object.entries(value).map(([key, inner]) => [key, encode(inner)]) };
}

function decode(packed: Packed): unknown {
  if (packed === null || typeof packed !== 'object') return packed;
  if (Array.isArray(packed)) return packed.map(decode);
  const { $: kind, v = null, n = '', m = '' } = packed;
  const text = typeof v === 'string' ? v : '';
  const list = Array.isArray(v) ? v : [];
  switch (kind) {
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(text);
    case 'number':
      return Number(text);
    case 'Date':
      return new Date(Number(decode(v)));
    case 'Error':
      return Object.assign(new Error(m), { name: n });
    case 'RegExp':
      return new RegExp(n, m);
    case 'Map':
      return new Map(entries(list));
    case 'Set':
      return new Set(list.map(decode));
    case 'ArrayBuffer':
      return fromBase64(text).buffer;
    case 'view':
      return decodeView(n, fromBase64(text));
    default:
      return Object.fromEntries(entries(list).map(([key, inner]) => [String(key), inner]));
  }
}

const entries = (list: Packed[]): [unknown, unknown][] =>
  list.map((pair) =>
    Array.isArray(pair) ? [decode(pair[0] ?? null), decode(pair[1] ?? null)] : [null, null],
  );

function decodeView(name: string, bytes: Uint8Array<ArrayBuffer>): ArrayBufferView {
  const known = Object.entries(VIEWS).find(([view]) => view === name)?.[1] ?? Uint8Array;
  return new known(bytes.buffer);
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
