// npm run build: out/ (the desktop app, its renderer also the browser edition) and sync-server/dist.
// @ts-check
import { build } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

await ensureInstalled();
await build();
console.log('Built: out/main, out/preload, out/renderer and sync-server/dist.');
