import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventChannels } from '../ipc/channels.ts';
import { memoryFile } from '../testing/memory.ts';
import { bringToFront, createPageEvents, openWindow, windowOptions } from './window.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A window that notes what is done to it. */
function testWindow() {
  const did: unknown[] = [];
  const window = Object.assign(new EventEmitter(), {
    did,
    maximized: false,
    minimized: false,
    destroyed: false,
    loads: true,
    bounds: { x: 10, y: 20, width: 900, height: 700 },
    webContents: { send: (...args: unknown[]) => void did.push(args) },
    loadURL: async (url: string) => {
      did.push(url);
      if (!window.loads) throw new Error('ERR_FAILED');
    },
    show: () => void did.push('show'),
    focus: () => void did.push('focus'),
    maximize: () => void did.push('maximize'),
    restore: () => void did.push('restore'),
    isMaximized: () => window.maximized,
    isMinimized: () => window.minimized,
    isDestroyed: () => window.destroyed,
    getNormalBounds: () => window.bounds,
  });
  return window;
}

async function open(options: { kept?: string; route?: string; loads?: boolean } = {}) {
  const window = testWindow();
  window.loads = options.loads ?? true;
  const file = memoryFile(options.kept ?? null);
  const warnings: string[] = [];
  await openWindow(
    {
      create: () => window,
      workAreas: () => [{ x: 0, y: 0, width: 1920, height: 1080 }],
      file,
      preload: '/preload.cjs',
      dark: false,
      warn: (text) => warnings.push(text),
    },
    options.route ?? null,
  );
  return { window, file, warnings };
}

test('the page is sandboxed, isolated, and never slowed down', () => {
  const options = windowOptions({ width: 900, height: 700, maximized: true }, '/preload.cjs', true);
  expect(options.webPreferences).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    spellcheck: false,
    backgroundThrottling: false,
  });
  expect(options).toMatchObject({ width: 900, height: 700, minWidth: 800, minHeight: 600, show: false });
  expect(options).not.toHaveProperty('x');
});

test('a kept place and the colour of the theme are given to the window', () => {
  const place = { x: 5, y: 6, width: 900, height: 700, maximized: false };
  const light = windowOptions(place, '/p', false);
  expect(light).toMatchObject({ x: 5, y: 6, backgroundColor: '#ffffff' });
  expect(windowOptions(place, '/p', true).backgroundColor).not.toBe(light.backgroundColor);
});

test('the window is shown when its page has painted, as large as it was', async () => {
  const { window } = await open({ kept: '{"width":900,"height":700,"maximized":true}' });
  expect(window.did).toEqual(['app://bundle/']);
  window.emit('ready-to-show');
  expect(window.did.slice(1)).toEqual(['maximize', 'show']);
});

test('it opens at the route it is asked for; a page that does not load is told', async () => {
  const { window, warnings } = await open({ route: '/sync', loads: false });
  expect(window.did).toEqual(['app://bundle/#/sync']);
  expect(warnings).toEqual(['the page did not load: Error: ERR_FAILED']);
});

test('its place is kept soon after it came to rest, and at the close', async () => {
  const { window, file } = await open();
  window.emit('move');
  window.emit('resize');
  expect(file.text).toBeNull();
  await vi.advanceTimersByTimeAsync(500);
  expect(JSON.parse(file.text ?? '')).toEqual({ x: 10, y: 20, width: 900, height: 700, maximized: false });
  window.maximized = true;
  window.emit('close');
  expect(JSON.parse(file.text ?? '')).toMatchObject({ maximized: true });
});

test('a minimized window keeps its old place, and a full disk is told', async () => {
  const { window, file, warnings } = await open();
  window.minimized = true;
  window.emit('close');
  expect(file.text).toBeNull();
  window.minimized = false;
  file.write = async () => {
    throw new Error('ENOSPC');
  };
  window.emit('close');
  await vi.advanceTimersByTimeAsync(0);
  expect(warnings).toEqual(['window.json: Error: ENOSPC']);
});

test('bringing it to the front restores, shows and focuses it', () => {
  const window = testWindow();
  window.minimized = true;
  bringToFront(window);
  expect(window.did).toEqual(['restore', 'show', 'focus']);
});

test('events reach the page of the window there is, and are lost without one', () => {
  const window = testWindow();
  const events = createPageEvents(() => window);
  events.resume();
  events.quickNote();
  events.openRoute('/today');
  expect(window.did).toEqual([
    [eventChannels.resume],
    [eventChannels.quickNote],
    [eventChannels.openRoute, '/today'],
  ]);
  window.destroyed = true;
  events.resume();
  createPageEvents(() => null).resume();
  expect(window.did).toHaveLength(3);
});
