// One range of bytes, as an updater asks for the parts that have changed. Source: RFC 9110, section 14.

export interface Range {
  /** First and last byte, both among them. */
  start: number;
  end: number;
}

/**
 * The range of a `Range` header over `size` bytes. `all`: nothing is asked for that we answer in parts (no header, several
 * ranges, another unit), so the whole is. `none`: it lies outside.
 */
export function rangeOf(header: string | undefined, size: number): Range | 'all' | 'none' {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'all';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'none' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return 'all';
  return start >= size ? 'none' : { start, end };
}
