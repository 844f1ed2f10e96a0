// The table of rights as a page: what each role may do, and which routes each right opens.
import { RIGHT_NAMES, RIGHTS } from '#domain/user/rights.ts';
import { ROLES } from '#domain/user/user.ts';
import { type OpenApi, type Operation, operationsOf } from './document.ts';

/** Doors that take no right, with the words that stand over their routes. */
const WITHOUT: [who: string, title: string, words: string][] = [
  ['public', 'Open to all', 'Credentials are not looked at.'],
  ['optional', 'Open to all, and to whoever is signed in as himself', 'Bad credentials are refused.'],
  ['user', 'Anybody signed in', 'What concerns nobody but whoever asks.'],
];

/** The text of the page. */
export function rightsPageOf(document: OpenApi): string {
  const operations = operationsOf(document);
  const opened = (who: string): string => {
    const routes = operations.filter((operation) => operation['x-who'] === who);
    return routes.length > 0 ? routes.map(line).join('\n') : NO_ROUTE;
  };
  const table = RIGHT_NAMES.map((name) => {
    const { what, ...far } = RIGHTS[name];
    return `| [\`${name}\`](#${name.replace('.', '')}) | ${what} | ${ROLES.map((role) => far[role] ?? '–').join(' | ')} |`;
  });
  return `# What each role may do

Written by \`npm run docs:api\` from \`domain/user/rights.ts\`; do not edit. The same table opens the routes and settles the
finer rules on the server and on the laptops, and \`sync-server/http/rights.test.ts\` tries every role on every route.

- **all**: everything of the workspace.
- **own**: what is his own, and what belongs to the people whom he covers for. Whatever hangs on a lead is its assignee's.
- **self**: what is his own and nobody else's.
- **–**: nothing. Such a route answers 403; without a token, 401.

What a right does not reach is answered as if it were not there (404), and by 403 where he knows of it all the same: a
colleague, or a lead that he covers for.

| right | what it is | ${ROLES.join(' | ')} |
|---|---|${ROLES.map(() => '---|').join('')}
${table.join('\n')}

## Routes by right

${RIGHT_NAMES.map((name) => `### ${name}\n\n${opened(name)}`).join('\n\n')}

## Routes without a right

${WITHOUT.map(([who, title, words]) => `### ${title}\n\n${words}\n\n${opened(who)}`).join('\n\n')}
`;
}

const NO_ROUTE = 'No route of its own: it is asked where a lead is changed.';

const line = ({ key, summary }: Operation): string => `- \`${key}\` ${summary.replaceAll('<', '\\<')}`;
