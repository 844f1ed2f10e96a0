// Whether an answer is one that the document names: status, media type, shape.
import { z } from 'zod';
import type { Operation } from '../api/document.ts';

export interface Answer {
  status: number;
  /** Media type without parameters; '' where there is none. */
  type: string;
  /** The parsed body of JSON, else undefined. */
  json: unknown;
}

/** What is wrong with the answer, in words; null where the document promised it. `problem` is its schema of errors. */
export function faultOf({ responses }: Operation, answer: Answer, problem: object): string | null {
  const { status, type, json } = answer;
  if (status >= 500 && responses[String(status)] === undefined) return `${status} is the server's own fault`;
  if (status >= 500) return `${status}: it cannot work at the moment`;
  const promised = responses[String(status)];
  if (promised === undefined) return `its document names ${Object.keys(responses).join(', ')}`;
  const content = promised.content ?? {};
  const types = Object.keys(content);
  if (types.length === 0) return null;
  if (!types.includes(type) && !types.includes('*/*'))
    return `its document names ${types.join(', ')}, not ${type || 'nothing'}`;
  const schema = status >= 400 ? problem : content[type]?.schema;
  return type.endsWith('json') && schema ? misshapen(schema, json) : null;
}

function misshapen(schema: object, json: unknown): string | null {
  const parsed = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(json);
  if (parsed.success) return null;
  const [issue] = parsed.error.issues;
  return `not as its document says, at ${issue?.path.join('.') || 'the top'}: ${issue?.message}`;
}
