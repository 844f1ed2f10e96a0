// npm run smoke -- <url>: calls every operation of a running server's document and says what it saw.
// @ts-check
import { ensureInstalled } from './ensure-installed.mjs';
import { giveUp } from './run.mjs';

await ensureInstalled();
const tsx = await import('tsx/esm/api').catch(() =>
  giveUp('The smoke script is run from a clone: it needs packages of development.'),
);
tsx.register();
const { main } = await import('./smoke/main.ts');
try {
  process.exitCode = await main(process.argv.slice(2), (line) => console.log(line));
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
