// The requests as a Postman collection, which Bruno, Insomnia and Hoppscotch import too.
// Source: https://schema.getpostman.com/json/collection/v2.1.0/collection.json
import { type Shown, variablesOf } from './collection.ts';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** The text of the file. */
export function postmanOf(nouns: Map<string, Shown[]>): string {
  const collection = {
    info: {
      name: 'Callbook',
      description:
        'Every operation of the API. Send "Sign in with e-mail and password" first. Written by npm run docs:api.',
      schema: SCHEMA,
    },
    auth: bearer('access_token'),
    variable: variablesOf(nouns).map(([key, value]) => ({ key, value })),
    item: [...nouns].map(([noun, requests]) => ({ name: noun, item: requests.map(itemOf) })),
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

const bearer = (name: string) => ({
  type: 'bearer',
  bearer: [{ key: 'token', value: `{{${name}}}`, type: 'string' }],
});

function itemOf(shown: Shown) {
  const { summary, who, method, path, query, type, token, keep } = shown;
  const asked = Object.entries(query).map(([key, value]) => ({ key, value }));
  const raw = `{{base_url}}${path}${asked.length > 0 ? `?${asked.map(({ key, value }) => `${key}=${value}`).join('&')}` : ''}`;
  const kept = Object.entries(keep).flatMap(([name, at]) => (at.includes('[') ? [] : [keepLine(name, at)]));
  return {
    name: summary,
    request: {
      method,
      description: who,
      ...authOf(token),
      header: type === 'application/json' ? [{ key: 'Content-Type', value: type }] : [],
      url: {
        raw,
        host: ['{{base_url}}'],
        path: path.slice(1).split('/'),
        ...(asked.length > 0 ? { query: asked } : {}),
      },
      ...bodyOf(shown),
    },
    ...(kept.length > 0
      ? { event: [{ listen: 'test', script: { type: 'text/javascript', exec: kept } }] }
      : {}),
  };
}

/** Nothing: as the collection says. */
function authOf(token: string | null): object {
  if (token === null) return { auth: { type: 'noauth' } };
  return token === 'access_token' ? {} : { auth: bearer(token) };
}

const keepLine = (name: string, at: string): string => {
  const path = at
    .split('.')
    .map((part) => `?.[${JSON.stringify(part)}]`)
    .join('');
  return `if (pm.response.code < 300) pm.collectionVariables.set(${JSON.stringify(name)}, pm.response.json()${path});`;
};

function bodyOf({ type, body }: Shown): object {
  if (type === null) return {};
  if (type === 'application/json') {
    const raw = JSON.stringify(body, null, 2);
    return { body: { mode: 'raw', raw, options: { raw: { language: 'json' } } } };
  }
  const fields = Object.entries(body).map(([key, value]) => ({ key, value: String(value), type: 'text' }));
  if (type === 'application/x-www-form-urlencoded')
    return { body: { mode: 'urlencoded', urlencoded: fields } };
  const formdata = fields.map((field) =>
    field.key === 'file' || field.key === 'resume' ? { key: field.key, type: 'file', src: null } : field,
  );
  return { body: { mode: 'formdata', formdata } };
}
