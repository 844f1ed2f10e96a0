import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callChannels } from '../ipc/channels.ts';
import { createHandle, type InvokeEvent } from '../ipc/handle.ts';
import { memoryFile, noLease, turningSealer } from '../testing/memory.ts';
import { createDeviceKey } from './device-key.ts';
import { createDocuments } from './documents.ts';
import { createExternalLinks } from './external-links.ts';
import { answerPageCalls } from './page-calls.ts';
import { createTextSeal } from './seal.ts';
import { createServerChoice } from './server-choice.ts';
import { createSessionVault } from './session-vault.ts';
import { createSettings } from './settings.ts';
import { noUpdates } from './updates/no-updates.ts';
import { createWriteJournal } from './write-journal.ts';

const fromPage: InvokeEvent = { senderFrame: { origin: 'app://bundle', parent: null } };

async function setUp() {
  const listeners = new Map<string, (event: InvokeEvent, ...args: unknown[]) => unknown>();
  const copied: string[] = [];
  const logged: string[] = [];
  const asked: string[] = [];
  let mayLog = true;
  const writeText = (text: string): void => void copied.push(text);
  const server = await createServerChoice(createSettings(memoryFile()), []);
  const sealer = turningSealer();
  const vault = createSessionVault({ sealer, file: memoryFile(), platform: 'linux', warn: () => undefined });
  await vault.load();
  const key = createDeviceKey({
    ...{ sealer, file: memoryFile(), asideFile: () => memoryFile(), platform: 'linux' },
    shred: async () => undefined,
    ...{ now: () => 0, warn: () => undefined, pinCost: 2 ** 10, lease: noLease },
  });
  await key.load();
  answerPageCalls(
    createHandle({ handle: (channel, listener) => void listeners.set(channel, listener) }, 'app://bundle'),
    {
      info: () => ({
        version: '1.0.0',
        platform: 'linux',
        server: server.current(),
        insecure_storage: vault.insecure(),
      }),
      server,
      links: createExternalLinks({ openExternal: async () => undefined, writeText, programFor: () => '' }),
      documents: createDocuments({
        makeFolder: async () => '/tmp/x',
        writeFile: async () => undefined,
        removeFolder: () => undefined,
        openPath: async () => '',
        askWhere: async () => '/tmp/y',
      }),
      vault,
      renewLease: async () => 'ended',
      removal: {
        look: () => null,
        now: async (unsent) => void asked.push(`removed, ${unsent}`),
        forget: async () => void asked.push('begun anew'),
      },
      journal: createWriteJournal({
        folder: await mkdtemp(join(tmpdir(), 'callbook-journal-')),
        seal: createTextSeal(key.bytes),
        warn: () => undefined,
      }),
      key,
      lock: { ask: () => undefined, now: () => key.lock() },
      updates: {
        ...noUpdates(),
        check: async () => void asked.push('check'),
        keepDownload: async (how) => void asked.push(how),
      },
      notifications: { show: ({ id, route }) => asked.push(`${id} ${route}`) > 0 },
      tray: { setCount: (count) => void asked.push(`${count} due`) },
      launch: { isOn: async () => false, set: async (on) => void asked.push(`login ${on}`) },
      diagnostics: async (counts) => `diagnostics ${JSON.stringify(counts)}`,
      paper: {
        print: async () => asked.push('print') > 0,
        save: async (name) => asked.push(`save ${name}`) > 0,
      },
      writeText,
      logError: (message) => void logged.push(message),
      mayLog: () => mayLog,
    },
  );
  return {
    channels: [...listeners.keys()],
    asked,
    copied,
    logged,
    vault,
    server,
    quiet: () => {
      mayLog = false;
    },
    call: async (channel: string, ...args: unknown[]) => listeners.get(channel)?.(fromPage, ...args),
  };
}

test('every channel of the contract is answered', async () => {
  expect((await setUp()).channels.sort()).toEqual(Object.values(callChannels).sort());
});

test('the page learns its edition and its server, and can choose another', async () => {
  const { call } = await setUp();
  expect(await call(callChannels.info)).toEqual({
    version: '1.0.0',
    platform: 'linux',
    server: 'http://127.0.0.1:4780',
    insecure_storage: false,
  });
  expect(await call(callChannels.setServer, 'desk.example.com')).toEqual({
    ok: true,
    value: { server: 'https://desk.example.com' },
  });
  expect(await call(callChannels.info)).toMatchObject({ server: 'https://desk.example.com' });
  expect(await call(callChannels.setServer, 'http://desk.example.com')).toMatchObject({
    ok: false,
    error: { code: 'insecure_address' },
  });
});

test('the user is known on the server of the sign-in only, until forgotten; no token is told', async () => {
  const { call, vault, server } = await setUp();
  expect(await call(callChannels.hasSession)).toEqual({ user: null });
  const tokens = { access_token: 'a', refresh_token: 'r' };
  await vault.keep({ server: server.current(), user: { id: 'u1' }, tokens });
  expect(await call(callChannels.hasSession)).toEqual({ user: { id: 'u1' } });
  await server.change('https://other.example');
  expect(await call(callChannels.hasSession)).toEqual({ user: null });
  await call(callChannels.forgetSession);
  expect(vault.current()).toBeNull();
});

test('links, numbers, texts and files find their way out', async () => {
  const { call, copied } = await setUp();
  expect(await call(callChannels.openExternal, 'https://example.com/')).toBe(true);
  expect(await call(callChannels.dial, '+49 30')).toBe('copied');
  await call(callChannels.copyText, 'text');
  expect(copied).toEqual(['+49 30', 'text']);
  expect(await call(callChannels.saveFile, 'a.csv', new Uint8Array())).toBe(true);
  expect(await call(callChannels.openFile, 'a.pdf', new Uint8Array())).toBe(true);
});

test('errors of the page are logged while there is room for them', async () => {
  const { call, logged, quiet } = await setUp();
  await call(callChannels.logError, 'first');
  quiet();
  await call(callChannels.logError, 'second');
  expect(logged).toEqual(['first']);
});

test('writes of the page are kept, told again, and settled; a name that leads elsewhere is refused', async () => {
  const { call } = await setUp();
  const entry = { key: 'leads 1 a', collection: 'leads', id: '1', write_id: 'a', document: { id: '1' } };
  await call(callChannels.journalAppend, 'callbook-1', [entry]);
  expect(await call(callChannels.journalRead, 'callbook-1')).toEqual([entry]);
  await call(callChannels.journalSettle, 'callbook-1', [entry.key]);
  expect(await call(callChannels.journalRead, 'callbook-1')).toEqual([]);
  await call(callChannels.journalForget, 'callbook-1');
  await expect(call(callChannels.journalRead, '../session')).rejects.toThrow('bad arguments');
});

test('updates are asked for, chosen and told of', async () => {
  const { call, asked } = await setUp();
  expect(await call(callChannels.updateState)).toMatchObject({ status: 'off', version: null });
  await call(callChannels.updateCheck);
  await call(callChannels.setUpdateDownload, 'ask');
  await expect(call(callChannels.setUpdateDownload, 'never')).rejects.toThrow();
  expect(asked).toEqual(['check', 'ask']);
});

test('the key is handed over while it is open, and comes back by the PIN', async () => {
  const { call } = await setUp();
  const bytes = await call(callChannels.keyBytes);
  expect(bytes).toHaveLength(32);
  expect(await call(callChannels.keySetPin, null, 'blue kettle')).toEqual({ ok: true, value: null });
  await call(callChannels.keySetIdle, 30);
  await call(callChannels.keyLock);
  expect(await call(callChannels.keyState)).toMatchObject({ is: 'locked', pin: true, idle_minutes: 30 });
  expect(await call(callChannels.keyBytes)).toBeNull();
  const entry = { key: 'leads 1 a', collection: 'leads', id: '1', write_id: 'a', document: { id: '1' } };
  await expect(call(callChannels.journalAppend, 'callbook-1', [entry])).rejects.toThrow('locked');
  expect(await call(callChannels.keyUnlock, 'a wrong one')).toMatchObject({ error: { code: 'wrong_pin' } });
  expect(await call(callChannels.keyUnlock, 'blue kettle')).toEqual({ ok: true, value: null });
  expect(await call(callChannels.keyBytes)).toEqual(bytes);
  await call(callChannels.keyStartAnew);
  expect(await call(callChannels.keyBytes)).toEqual(bytes);
});

test('whoever begins with a new key is signed out first: it is no way around the PIN', async () => {
  const { call, vault, server, asked } = await setUp();
  const tokens = { access_token: 'a', refresh_token: 'r' };
  await vault.keep({ server: server.current(), user: { id: 'u1' }, tokens });
  const before = await call(callChannels.keyBytes);
  await call(callChannels.keySetPin, null, 'blue kettle');
  await call(callChannels.keyStartAnew);
  expect(vault.current()).not.toBeNull();
  await call(callChannels.keyLock);
  await call(callChannels.keyStartAnew);
  expect(vault.current()).toBeNull();
  expect(asked).toEqual(['begun anew']);
  expect(await call(callChannels.keyBytes)).not.toEqual(before);
});

test('what the shell does for the page is asked of it', async () => {
  const { call, asked } = await setUp();
  const notice = { id: 'a', title: 'A new lead', body: '', route: '/today' };
  expect(await call(callChannels.notify, notice)).toBe(true);
  expect(await call(callChannels.setTodayCount, 12)).toBeUndefined();
  expect(await call(callChannels.launchAtLogin)).toBe(false);
  expect(await call(callChannels.setLaunchAtLogin, true)).toBeUndefined();
  expect(await call(callChannels.diagnostics, { leads: 3 })).toBe('diagnostics {"leads":3}');
  expect(await call(callChannels.printPage)).toBe(true);
  expect(await call(callChannels.savePage, 'day.pdf')).toBe(true);
  expect(await call(callChannels.leaseRenew)).toBe('ended');
  expect(await call(callChannels.removal)).toBeNull();
  expect(await call(callChannels.removeNow, 2)).toBeUndefined();
  expect(asked).toEqual(['a /today', '12 due', 'login true', 'print', 'save day.pdf', 'removed, 2']);
});

test.each([
  [callChannels.notify, { id: 'a', title: 'x', body: '', route: 'https://example.com' }],
  [callChannels.notify, { id: 'a', title: 'x', body: '', route: '/leads/../admin' }],
  [callChannels.setTodayCount, -1],
  [callChannels.diagnostics, { 'Ada Lovelace, +49': 1 }],
])('%s with %j is refused before anything is done', async (channel, argument) => {
  const { call, asked } = await setUp();
  await expect(call(channel, argument)).rejects.toThrow('bad arguments');
  expect(asked).toEqual([]);
});
