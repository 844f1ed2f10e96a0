// The requests as a plain .http file, as VS Code's REST Client and the JetBrains clients read it.
import { type Shown, variablesOf } from './collection.ts';

const HEAD = `# Callbook: every operation of the API. Written by \`npm run docs:api\`; do not edit.
# Send "POST /api/auth/login" first: the token of its answer is used by the others. Fill in an id after you made something.
`;

/** The text of the file. */
export function httpFileOf(nouns: Map<string, Shown[]>): string {
  const variables = variablesOf(nouns)
    .filter(([name]) => name !== 'access_token')
    .map(([name, value]) => `@${name} = ${value}`);
  const token = '@access_token = {{login.response.body.$.access_token}}';
  const parts = [...nouns].flatMap(([noun, requests]) => [`# ${noun}`, ...requests.map(requestText)]);
  return `${[HEAD, [...variables, token].join('\n'), ...parts].join('\n\n').replace('\n\n\n', '\n\n')}\n`;
}

const BOUNDARY = 'callbook-example';

function requestText(shown: Shown): string {
  const { key, summary, who, method, path, query, type, token } = shown;
  const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const url = `{{base_url}}${path}${asked.length > 0 ? `?${asked.join('&')}` : ''}`;
  const body = bodyText(shown);
  return [
    `### ${summary}`,
    `# ${who}`,
    ...(key === 'POST /api/auth/login' ? ['# @name login'] : []),
    `${method} ${url}`,
    ...(token === null ? [] : [`Authorization: Bearer {{${token}}}`]),
    ...(type === null
      ? []
      : [`Content-Type: ${type}${type.startsWith('multipart') ? `; boundary=${BOUNDARY}` : ''}`]),
    ...(body === null ? [] : ['', body]),
  ].join('\n');
}

function bodyText({ type, body }: Shown): string | null {
  if (type === null) return null;
  if (type === 'application/json') return JSON.stringify(body, null, 2);
  const fields = Object.entries(body);
  if (type === 'application/x-www-form-urlencoded')
    return fields.map(([name, value]) => `${name}=${value}`).join('&');
  const parts = fields.map(([name, value]) => {
    const file = name === 'file' || name === 'resume' ? `; filename="${name}.txt"` : '';
    return `--${BOUNDARY}\nContent-Disposition: form-data; name="${name}"${file}\n\n${value}`;
  });
  return `${parts.join('\n')}\n--${BOUNDARY}--`;
}
