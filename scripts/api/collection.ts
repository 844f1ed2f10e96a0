// What both request collections show: each operation once, by its noun, in the order of the document.
import { type OpenApi, operationsOf } from './document.ts';
import { exampleOf } from './examples.ts';
import { type Request, requestOf } from './request.ts';

export interface Shown extends Request {
  /** "GET /api/leads/{id}". */
  key: string;
  summary: string;
  /** Who may call it, in words. */
  who: string;
  /** Variables that its answer tells, each with the path to its text. */
  keep: Record<string, string>;
}

/** What a person fills in before the first request; the rest is told by answers. */
export const GIVEN: Record<string, string> = {
  base_url: 'http://127.0.0.1:4780',
  email: 'admin@demo.callbook.example',
  password: 'demo-admin-2026',
  new_password: 'a-long-enough-example',
  run: '1',
  template: 'intake_ack',
  now: '2026-03-09T10:00:00.000Z',
  today: '2026-03-09',
  tomorrow: '2026-03-10',
  tomorrow_noon: '2026-03-10T12:00:00.000Z',
  next_week: '2026-03-16',
};

/** The requests by noun. What pages load is left out. */
export function collectionOf(document: OpenApi): Map<string, Shown[]> {
  const nouns = new Map<string, Shown[]>();
  for (const operation of operationsOf(document)) {
    const [noun = ''] = operation.tags;
    if (noun === 'pages') continue;
    const { key, summary, description } = operation;
    const example = exampleOf(key);
    const shown = {
      ...requestOf(operation, example),
      key,
      summary,
      who: description,
      keep: example.keep ?? {},
    };
    nouns.set(noun, [...(nouns.get(noun) ?? []), shown]);
  }
  return nouns;
}

/** Every variable that the requests use, sorted, with its value where it is given. */
export function variablesOf(nouns: Map<string, Shown[]>): [name: string, value: string][] {
  const text = JSON.stringify([...nouns.values()]);
  const used = new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name));
  const told = [...nouns.values()].flat().flatMap(({ token }) => (token === null ? [] : [token]));
  const names = new Set([...Object.keys(GIVEN), ...[...used, ...told].toSorted()]);
  return [...names].map((name) => [name, GIVEN[name] ?? '']);
}
