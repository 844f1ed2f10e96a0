// Blots personal data and secrets out of what goes to the log. A log is read by others; the work in it is not theirs.

const SECRET_FIELD =
  /^(password|passwd|secret|authorization|cookie|.*token|email|phone|note|name|first_name|last_name)$/i;
const PATTERNS: readonly [RegExp, string][] = [
  [/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer [token]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/("?(?:password|secret|[a-z_]*token)"?\s*[:=]\s*"?)[^\s",&}]+/gi, '$1[secret]'],
  [/[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/gi, '[e-mail]'],
  [/(?<![\w-])\+\d[\d ().-]{6,18}\d(?!\w)/g, '[phone]'],
];
const MAX_DEPTH = 6;

/** A text with tokens, passwords, e-mail addresses and international telephone numbers replaced. */
export const redactText = (text: string): string =>
  PATTERNS.reduce((kept, [pattern, instead]) => kept.replace(pattern, instead), text);

/** The same for anything that may be logged: texts at any depth, and the values of fields known to hold secrets. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return '[…]';
  if (value instanceof Error) return redactText(value.stack ?? `${value.name}: ${value.message}`);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const entries = Object.entries(value).map(([field, inner]): [string, unknown] => [
    field,
    SECRET_FIELD.test(field) ? '[redacted]' : redact(inner, depth + 1),
  ]);
  return Object.fromEntries(entries);
}
