// Sends one request of the walk over HTTP and reads its answer.
import type { Request } from '../api/request.ts';
import type { Answer } from './judge.ts';
import { filled, type Variables } from './variables.ts';

const PATIENCE_MS = 30_000;

/** Sends it to the server at `base`. Of a stream only its first words are awaited. Throws where no answer comes. */
export async function call(base: string, request: Request, variables: Variables): Promise<Answer> {
  const { method, path, query, token } = request;
  const url = new URL(base + filled(path, variables));
  for (const [name, value] of Object.entries(filled(query, variables))) url.searchParams.set(name, value);
  const ended = new AbortController();
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.any([ended.signal, AbortSignal.timeout(PATIENCE_MS)]),
    headers: {
      ...(request.type === 'application/json' ? { 'content-type': 'application/json' } : {}),
      ...(token === null ? {} : { authorization: `Bearer ${filled(`{{${token}}}`, variables)}` }),
    },
    ...bodyOf(request, variables),
  });
  const type = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
  if (type === 'text/event-stream') {
    await response.body?.getReader().read();
    ended.abort();
    return { status: response.status, type, json: undefined };
  }
  const text = await response.text();
  return { status: response.status, type, json: type.endsWith('json') ? JSON.parse(text) : undefined };
}

function bodyOf(
  { type, body }: Request,
  variables: Variables,
): { body?: string | URLSearchParams | FormData } {
  if (type === null) return {};
  const values = filled(body, variables);
  if (type === 'application/json') return { body: JSON.stringify(values) };
  const fields = Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]);
  if (type === 'application/x-www-form-urlencoded') return { body: new URLSearchParams(fields) };
  const form = new FormData();
  for (const [name, value] of fields) {
    if (name === 'file' || name === 'resume')
      form.set(name, new Blob([value], { type: 'text/plain' }), `${name}.txt`);
    else form.set(name, value);
  }
  return { body: form };
}
