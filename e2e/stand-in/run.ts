// The stand-in's start: reads the command line, becomes Electron for this process, loads the app's main file, starts
// Chromium, and tells the app that it is ready.
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startChromium } from './chromium.ts';
import { appArgv, parseCommandLine } from './command-line.ts';
import { createElectron } from './electron.ts';
import { Host, type Manifest } from './host.ts';
import { startLoopback } from './loopback.ts';
import { electronVersion, installElectron } from './module-hooks.ts';
import { watchTargets } from './targets.ts';

const commandLine = parseCommandLine(process.argv.slice(2));
if (commandLine.app === null) {
  console.error('electron stand-in: no app given');
  process.exit(2);
}
const target = resolve(commandLine.app);
const root = rootOf(target);
const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const script = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
const host = new Host({
  root,
  manifest,
  commandLine,
  pageScripts: { mainWorld: script('main-world.js'), isolatedWorld: script('isolated-world.js') },
});

const program = join(dirname(process.argv[1] ?? ''), 'electron');
imitateProcess();
const electron = createElectron(host, program);
const main = statSync(target).isDirectory() ? resolve(root, manifest.main ?? 'index.js') : target;
installElectron(electron);
import(pathToFileURL(main).href).then(start).catch((fault) => {
  console.error(fault);
  process.exit(1);
});

function imitateProcess(): void {
  process.argv = appArgv(program, commandLine);
  Object.defineProperty(process.versions, 'electron', { value: electronVersion(root), enumerable: true });
  Object.defineProperty(process.versions, 'chrome', { value: '0.0.0.0', enumerable: true });
  Object.assign(process, { type: 'browser', resourcesPath: join(root, 'resources'), defaultApp: true });
}

function rootOf(path: string): string {
  let folder = statSync(path).isDirectory() ? path : dirname(path);
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

async function start(): Promise<void> {
  if (host.quitting) return;
  const { switches } = commandLine;
  // Playwright holds `ready` back in real Electron, until it watches; it calls this when it does. It must be there
  // before Chromium tells its address.
  const watched = switches.has('remote-debugging-port')
    ? new Promise<void>((resolve) => Object.assign(globalThis, { __playwright_run: resolve }))
    : Promise.resolve();
  const loopback = await startLoopback(host);
  host.leaveAnswer = loopback.leave;
  const userData = userDataFolder();
  mkdirSync(userData, { recursive: true });
  const rules = host.schemes.list().map((scheme) => `MAP *.${scheme}.localhost 127.0.0.1:${loopback.port}`);
  const chromium = startChromium({ userData, switches, hostRules: rules.join(',') });
  host.chromium = chromium;
  chromium.onEnd((how) => {
    console.error(`electron stand-in: Chromium ended (${how})`);
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => quit());
  await watchTargets(host);
  // Chromium asks the sessions of a page about its requests newest first. Playwright's has to be the newer one, so that
  // a route of a spec is asked before main.
  chromium.tellAddress();
  await watched;
  host.markReady();
}

function userDataFolder(): string {
  const { app } = electron;
  if (typeof app !== 'object' || app === null || !('getPath' in app) || typeof app.getPath !== 'function') {
    throw new Error('electron stand-in: no app');
  }
  return String(app.getPath('userData'));
}

function quit(): void {
  const { app } = electron;
  if (typeof app === 'object' && app !== null && 'quit' in app && typeof app.quit === 'function') app.quit();
}
