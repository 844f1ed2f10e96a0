// Values reach the database as parameters: no statement of the server is put together from text, checked on its syntax
// tree. What stands in a statement as text is written there, or is a constant in capitals.
// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';
import { ROOT } from './run.mjs';

/** @typedef {import('oxc-parser').Expression | import('oxc-parser').SpreadElement | import('oxc-parser').PrivateIdentifier | import('oxc-parser').TSEnumMember['id']} Node */

/** Files that put names of columns or schemas into statements, which come from the code and from no caller. */
const OF_NAMES = new Set([
  'sync-server/db/rows-from.ts',
  'sync-server/feed/document-tables.ts',
  'sync-server/backup/postgres-target.ts',
]);
/** What sends a text to the database. */
const SENDS = new Set(['query', 'exec', 'execute', 'unsafe']);
/** What makes text safe as a name. */
const ESCAPES = new Set(['escapeIdentifier', 'escapeLiteral']);

/** What is wrong in one file, one line each. @param {string} file @param {string} source @returns {string[]} */
export function sqlBreachesOf(file, source) {
  if (OF_NAMES.has(file)) return [];
  const { program } = parseSync(file, source);
  /** @type {string[]} */
  const wrong = [];
  new Visitor({
    CallExpression(call) {
      const { callee } = call;
      const [statement] = call.arguments;
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || !statement) return;
      const to = callee.object.type === 'Identifier' ? callee.object.name : '';
      const name = callee.property.name;
      const sent =
        (to === 'sql' && name === 'raw') ||
        (to === 'client' && name === 'query') ||
        (SENDS.has(name) && isComposed(statement));
      if (!sent || isFixed(statement)) return;
      const line = source.slice(0, call.start).split('\n').length;
      wrong.push(`${file}:${line}: a statement is put together from text; give values as parameters`);
    },
  }).visit(program);
  return wrong;
}

/** Whether it is text that is put together on the spot. @param {Node} node */
const isComposed = (node) =>
  node.type === 'TemplateLiteral' || (node.type === 'BinaryExpression' && node.operator === '+');

/** Whether it says the same whoever asks. @param {Node} node @returns {boolean} */
function isFixed(node) {
  switch (node.type) {
    case 'Literal':
      return true;
    case 'Identifier':
      return /^[A-Z][A-Z0-9_]*$/.test(node.name);
    case 'TemplateLiteral':
      return node.expressions.every(isFixed);
    case 'BinaryExpression':
      return isFixed(node.left) && isFixed(node.right);
    case 'ConditionalExpression':
      return isFixed(node.consequent) && isFixed(node.alternate);
    case 'MemberExpression':
      return isFixed(node.object);
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type === 'Identifier') return callee.name === 'String' && node.arguments.every(isFixed);
      return (
        callee.type === 'MemberExpression' &&
        callee.property.type === 'Identifier' &&
        ESCAPES.has(callee.property.name)
      );
    }
    default:
      return false;
  }
}

/** The server's source files that ship, as project paths. @returns {string[]} */
const serverFiles = () =>
  readdirSync(join(ROOT, 'sync-server'), { recursive: true, encoding: 'utf8' })
    .map((path) => `sync-server/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$|\/(testing|node_modules|dist)\//.test(path));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const breaches = serverFiles().flatMap((file) =>
    sqlBreachesOf(file, readFileSync(join(ROOT, file), 'utf8')),
  );
  for (const line of breaches) console.error(line);
  console.log(
    breaches.length === 0 ? 'Statements take values as parameters.' : `${breaches.length} breaches.`,
  );
  process.exit(breaches.length === 0 ? 0 : 1);
}
