// The values of a walk: what is given, and what earlier answers said.
import { randomBytes, randomUUID } from 'node:crypto';

export type Variables = Map<string, string>;

const DAY_MS = 86_400_000;

/** What every walk starts with. `now` in epoch milliseconds. */
export function startingVariables(
  { email, password }: { email: string; password: string },
  now: number,
): Variables {
  const day = (days: number) => new Date(now + days * DAY_MS).toISOString().slice(0, 10);
  return new Map([
    ['email', email],
    ['password', password],
    ['new_password', randomBytes(18).toString('base64url')],
    // None of the workspace's own texts.
    ['template', 'none'],
    // It stands in a mail alone.
    ['link_token', 'none'],
    ['run', randomUUID().slice(0, 8)],
    ['now', new Date(now).toISOString()],
    ['today', day(0)],
    ['tomorrow', day(1)],
    ['tomorrow_noon', `${day(1)}T12:00:00.000Z`],
    ['next_week', day(7)],
  ]);
}

/** The value with its {{variables}} filled in, however deep. Throws UnknownVariable. */
export function filled<T>(value: T, variables: Variables): T {
  if (typeof value === 'string') return fillText(value, variables) as T;
  if (Array.isArray(value)) return value.map((part) => filled(part, variables)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, filled(part, variables)]),
  ) as T;
}

/** Thrown where a request needs what no answer has told. */
export class UnknownVariable extends Error {}

function fillText(text: string, variables: Variables): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = variables.get(name);
    if (value === undefined) throw new UnknownVariable(`nothing has told the ${name}`);
    return value;
  });
}

/** The text at a path like "user.id", "items.0.id" or "items[name=Robin].id"; undefined where there is none. */
export function textAt(value: unknown, path: string): string | undefined {
  const [, list, name, wanted, rest] = /^(\w+)\[(\w+)=([^\]]+)\]\.(.+)$/.exec(path) ?? [];
  if (list && name && rest) {
    const items = part(value, list);
    const found = Array.isArray(items) ? items.find((item) => part(item, name) === wanted) : undefined;
    return textAt(found, rest);
  }
  const found = path.split('.').reduce<unknown>(part, value);
  return typeof found === 'string' ? found : undefined;
}

const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
