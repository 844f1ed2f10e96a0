import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { memoryFile, noLease, turningSealer } from '../testing/memory.ts';
import { createAutoLock } from './auto-lock.ts';
import { createDeviceKey } from './device-key.ts';

async function setUp() {
  const key = createDeviceKey({
    sealer: turningSealer(),
    file: memoryFile(),
    asideFile: () => memoryFile(),
    shred: async () => undefined,
    platform: 'linux',
    now: () => 0,
    warn: () => undefined,
    lease: noLease,
  });
  await key.load();
  const did: string[] = [];
  const waiting: (() => void)[] = [];
  let [idle, over] = [0, false];
  let look = (): void => undefined;
  const power = Object.assign(new EventEmitter(), { getSystemIdleTime: () => idle });
  const lock = createAutoLock({
    key,
    power,
    tellPage: () => did.push('told'),
    reloadPage: () => did.push('reloaded'),
    drop: () => did.push('dropped'),
    mustClose: () => over,
    later: (work) => {
      waiting.push(work);
      return () => waiting.splice(waiting.indexOf(work), 1);
    },
    repeat: (work) => {
      look = work;
    },
  });
  return {
    ...{ key, did, waiting, power, lock },
    end: () => {
      over = true;
      look();
    },
    idleFor: (seconds: number) => {
      idle = seconds;
      look();
    },
  };
}

test('the page is told first, and the key goes when it is ready', async () => {
  const { key, did, lock, waiting } = await setUp();
  lock.ask();
  expect(did).toEqual(['told']);
  expect(key.state().is).toBe('open');
  lock.now();
  expect(did).toEqual(['told', 'dropped', 'reloaded']);
  expect(key.state().is).toBe('locked');
  expect(waiting).toEqual([]);
});

test('a page that does not answer is locked all the same', async () => {
  const { key, did, lock, waiting } = await setUp();
  lock.ask();
  lock.ask();
  expect(waiting).toHaveLength(1);
  waiting[0]?.();
  expect(did).toEqual(['told', 'dropped', 'reloaded']);
  expect(key.state().is).toBe('locked');
});

test.each(['suspend', 'lock-screen'])('it locks on %s', async (event) => {
  const { did, power } = await setUp();
  power.emit(event);
  expect(did).toEqual(['told']);
});

test('it locks after a quarter of an hour without a key or a mouse, or when the person says, or never', async () => {
  const { did, key, idleFor } = await setUp();
  idleFor(899);
  expect(did).toEqual([]);
  await key.setIdleMinutes(0);
  idleFor(90_000);
  expect(did).toEqual([]);
  await key.setIdleMinutes(5);
  idleFor(300);
  expect(did).toEqual(['told']);
});

test('what is locked is not locked again', async () => {
  const { did, key, lock } = await setUp();
  key.lock();
  lock.ask();
  lock.now();
  expect(did).toEqual([]);
});

test('it locks when what lies here may not be opened any more, whether or not anybody is at it', async () => {
  const { did, end } = await setUp();
  end();
  expect(did).toEqual(['told']);
});
