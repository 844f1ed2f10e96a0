// Walks through every operation of a running server's own document and says what it saw.
import { type OpenApi, type Operation, operationsOf } from '../api/document.ts';
import { type Example, walkOf } from '../api/examples.ts';
import { requestOf } from '../api/request.ts';
import { call } from './call.ts';
import { type Answer, faultOf } from './judge.ts';
import { filled, startingVariables, textAt, UnknownVariable, type Variables } from './variables.ts';

export interface Seen {
  /** "GET /api/leads". */
  key: string;
  /** `refused`: a refusal that the document names. `left out`: not called, as something to put in was missing. */
  outcome: 'ok' | 'refused' | 'left out' | 'wrong';
  /** For a person: the status, and what is wrong. */
  words: string;
}

export interface Walk {
  /** Address of the server, without a slash at the end. */
  base: string;
  account: { email: string; password: string };
  /** Only what changes nothing, and signing in. */
  readOnly?: boolean;
  /** Hears of each call as it ends. */
  report?: (seen: Seen) => void;
}

const SIGN_IN = 'POST /api/auth/login';

/** Calls every operation once. Throws where the server or its document cannot be read. */
export async function runSmoke({ base, account, readOnly = false, report }: Walk): Promise<Seen[]> {
  const document = await readDocument(base);
  const operations = new Map(operationsOf(document).map((operation) => [operation.key, operation]));
  const variables = startingVariables(account, Date.now());
  const problem = schemaOf(document, 'Problem');
  const seen: Seen[] = [];
  for (const { key, example } of walkOf([...operations.keys()])) {
    const operation = operations.get(key);
    if (operation === undefined || (readOnly && operation.method !== 'GET' && key !== SIGN_IN)) continue;
    const told = await step(base, operation, example, variables, problem);
    seen.push(told);
    report?.(told);
  }
  return seen;
}

async function readDocument(base: string): Promise<OpenApi> {
  const url = `${base}/openapi.json`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    return (await response.json()) as OpenApi;
  } catch (error) {
    const { cause, message } = error instanceof Error ? error : new Error(String(error));
    throw new Error(`${url} cannot be read: ${cause instanceof Error ? cause.message : message}`, {
      cause: error,
    });
  }
}

async function step(
  base: string,
  operation: Operation,
  example: Example,
  variables: Variables,
  problem: object,
): Promise<Seen> {
  const { key } = operation;
  try {
    const answer = await call(base, requestOf(operation, example), variables);
    const fault = faultOf(operation, answer, problem);
    if (fault !== null) return { key, outcome: 'wrong', words: `${answer.status}; ${fault}` };
    keepFrom(operation, example, answer, variables);
    return { key, ...outcomeOf(answer, example) };
  } catch (error) {
    if (error instanceof UnknownVariable) return { key, outcome: 'left out', words: error.message };
    const words = error instanceof Error ? error.message : String(error);
    return { key, outcome: 'wrong', words: `no answer: ${words}` };
  }
}

function outcomeOf({ status, json }: Answer, { mayRefuse = [] }: Example): Pick<Seen, 'outcome' | 'words'> {
  if (status < 400) return { outcome: 'ok', words: String(status) };
  const words = `${status} ${textAt(json, 'code') ?? ''}`.trim();
  return { outcome: mayRefuse.includes(status) ? 'ok' : 'refused', words };
}

/** What the example asks for, and the id of whatever was made: POST /api/webhooks tells the webhook_id. */
function keepFrom(
  { method, path }: Operation,
  { keep = {} }: Example,
  answer: Answer,
  variables: Variables,
): void {
  if (answer.status >= 400) return;
  for (const [name, at] of Object.entries(keep)) {
    const value = textAt(answer.json, filled(at, variables));
    if (value !== undefined) variables.set(name, value);
  }
  const [, noun] = /^\/api\/([a-z_-]+?)s?$/.exec(path) ?? [];
  const id = textAt(answer.json, 'id');
  const name = `${noun?.replaceAll('-', '_')}_id`;
  if (method === 'POST' && id !== undefined && !variables.has(name)) variables.set(name, id);
}

function schemaOf(document: OpenApi, name: string): object {
  const found = (document as { components?: { schemas?: Record<string, object> } }).components?.schemas?.[
    name
  ];
  return found ?? {};
}
