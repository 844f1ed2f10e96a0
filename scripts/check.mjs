// npm run check: the inner loop: types, lint and format, import rules, statements, all at once.
// @ts-check
import { join } from 'node:path';
import { ensureInstalled } from './ensure-installed.mjs';
import { bin, ROOT, run } from './run.mjs';

/** What is checked: a name, a tool, its arguments. @type {[string, string, string[]][]} */
const CHECKS = [
  ['types of Node code', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of the renderer', bin('tsc'), ['-p', 'renderer/tsconfig.json']],
  ['types of the end-to-end specs', bin('tsc'), ['-p', 'e2e/tsconfig.json']],
  ['types of the bench', bin('tsc'), ['-p', 'bench/tsconfig.json']],
  ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  ['import rules', process.execPath, [join(ROOT, 'scripts/import-rules.mjs')]],
  ['statements', process.execPath, [join(ROOT, 'scripts/sql-rules.mjs')]],
];

await ensureInstalled();
const results = await Promise.all(
  CHECKS.map(async ([name, tool, args]) => ({ name, ...(await run(tool, args, { quiet: true })) })),
);
for (const { name, code, output } of results) {
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  if (code !== 0) console.log(output.trim());
}
const failed = results.filter(({ code }) => code !== 0).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
