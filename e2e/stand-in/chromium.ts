// Starts the Chromium behind the stand-in, and sees to it that it never outlives it.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { browserPath } from '../../scripts/find-browser.mjs';
import { Cdp } from './cdp.ts';
import { commandLineOf, endNow } from './processes.ts';

const FEATURES_OFF = [
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'OptimizationHints',
  'Translate',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
];
const SWITCHES = [
  '--remote-debugging-pipe',
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-hang-monitor',
  '--disable-popup-blocking',
  '--disable-renderer-backgrounding',
  '--disable-search-engine-choice-screen',
  '--force-color-profile=srgb',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  `--disable-features=${FEATURES_OFF.join(',')}`,
];

export type Chromium = {
  cdp: Cdp;
  /** Lets the line through in which Chromium tells its debugging address; Playwright connects when it reads it. */
  tellAddress(): void;
  /** Closes it as a person would, so that it writes everything to disk; resolves when it is gone. */
  close(): Promise<void>;
  /** Called when it ends of itself. */
  onEnd(listener: (how: string) => void): void;
};

export type ChromiumOptions = {
  userData: string;
  /** Switches of Electron's command line that are Chromium's as well. */
  switches: ReadonlyMap<string, string>;
  /** Value of --host-resolver-rules. */
  hostRules: string;
};

const PASSED_ON = [
  'remote-debugging-port',
  'no-sandbox',
  'lang',
  'force-device-scale-factor',
  'proxy-server',
];
const CLOSE_WITHIN_MS = 5_000;

/** Starts Chromium on the app's own profile. One left over from a stand-in that was killed is ended first. */
export function startChromium(options: ChromiumOptions): Chromium {
  const profile = join(options.userData, 'chromium');
  const pidFile = join(options.userData, 'stand-in-chromium.pid');
  mkdirSync(profile, { recursive: true });
  endLeftover(pidFile, profile);
  forgetVisits(join(profile, 'Default'));
  const child = spawn(executable(), switchesFor(options, profile), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('electron stand-in: Chromium did not start');
  writeFileSync(pidFile, String(pid));
  const stopWatching = watchOver(pid);
  const tellAddress = relayErrors(child);
  process.on('exit', () => child.kill('SIGKILL'));
  let closing = false;
  const gone = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(String(code ?? signal)));
  });
  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  return {
    cdp,
    tellAddress,
    onEnd: (listener) => {
      void gone.then((how) => closing || listener(how));
    },
    close: async () => {
      closing = true;
      cdp.send('Browser.close').catch(() => undefined);
      const timer = setTimeout(() => child.kill('SIGKILL'), CLOSE_WITHIN_MS);
      await gone;
      clearTimeout(timer);
      stopWatching();
      rmSync(pidFile, { force: true });
    },
  };
}

function executable(): string {
  const path = browserPath();
  if (path === null) throw new Error('electron stand-in: no Chromium found; set CALLBOOK_CHROMIUM to one');
  return path;
}

function switchesFor({ switches, hostRules }: ChromiumOptions, profile: string): string[] {
  const passed = PASSED_ON.filter((name) => switches.has(name)).map(
    (name) => `--${name}=${switches.get(name)}`,
  );
  const asRoot = process.getuid?.() === 0 && !switches.has('no-sandbox');
  return [
    ...SWITCHES,
    ...passed.map((text) => text.replace(/=$/, '')),
    ...(asRoot ? ['--no-sandbox'] : []),
    ...(process.env['STAND_IN_HEADED'] === '1' ? [] : ['--headless']),
    `--user-data-dir=${profile}`,
    `--host-resolver-rules=${hostRules}`,
  ];
}

/** Electron keeps no list of visited pages, with their titles, and no tabs to be restored; Chromium is kept from it. */
function forgetVisits(folder: string): void {
  const [preferences, sessions] = [join(folder, 'Preferences'), join(folder, 'Sessions')];
  mkdirSync(folder, { recursive: true });
  if (!existsSync(preferences))
    writeFileSync(preferences, JSON.stringify({ history: { saving_disabled: true } }));
  rmSync(sessions, { recursive: true, force: true });
  // Where a file stands, no folder can be made.
  writeFileSync(sessions, '');
}

/** A killed stand-in may leave its Chromium for a moment; a profile serves only one. Its locks are stale then too. */
function endLeftover(pidFile: string, profile: string): void {
  const pid = readPid(pidFile);
  if (pid !== null && commandLineOf(pid)?.includes(profile)) endNow(pid);
  for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    rmSync(join(profile, lock), { force: true });
}

function readPid(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

/** A shell that waits for this process to end, however it ends, and then ends Chromium. Answers how to call it off. */
function watchOver(pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const guard = spawn('sh', ['-c', 'read -r word || kill -9 "$1"', 'stand-in-guard', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  guard.stdin?.on('error', () => undefined);
  return () => guard.stdin?.end('done\n');
}

/** Of what Chromium says, only the line with its debugging address counts; it waits for the call of the answer. */
function relayErrors(child: ChildProcess): () => void {
  const all = process.env['STAND_IN_DEBUG'] === '1';
  let rest = '';
  let held: string[] | null = [];
  const tell = (line: string): void => {
    if (held === null) process.stderr.write(line);
    else held.push(line);
  };
  child.stderr?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.startsWith('DevTools listening')) tell(`${line}\n`);
      else if (all) process.stderr.write(`${line}\n`);
    }
  });
  return () => {
    const lines = held ?? [];
    held = null;
    for (const line of lines) tell(line);
  };
}
