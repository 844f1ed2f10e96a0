import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { guardNavigation, isAppPage } from './navigation.ts';

test.each([
  'app://bundle/',
  'app://bundle/#/today',
  'app://bundle/index.html',
  'app://bundle/stopped',
  'app://bundle/stopped/diagnostics',
])('%s is a page of the app', (url) => {
  expect(isAppPage(url)).toBe(true);
});

test.each([
  'https://example.com/',
  'app://other/',
  'app://bundle/stopped/restart',
  'app://bundle/stopped/save',
  'app://bundle/api/leads/1/resume',
  'file:///x',
  'about:blank',
  'x',
])('%s is none', (url) => {
  expect(isAppPage(url)).toBe(false);
});

function setUp() {
  const outside: string[] = [];
  let handler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (given: typeof handler) => {
      handler = given;
    },
  });
  guardNavigation(contents, (url) => outside.push(url));
  const prevented = (event: string, url: string): boolean => {
    let cancelled = false;
    contents.emit(event, {
      url,
      preventDefault: () => {
        cancelled = true;
      },
    });
    return cancelled;
  };
  return { outside, prevented, openWindow: (url: string) => handler({ url }) };
}

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
  '%s holds the window on the app',
  (event) => {
    const { prevented } = setUp();
    expect(prevented(event, 'https://example.com/')).toBe(true);
    expect(prevented(event, 'app://bundle/#/leads')).toBe(false);
  },
);

test('no web view is attached', () => {
  expect(setUp().prevented('will-attach-webview', '')).toBe(true);
});

test('no second window opens; its address goes outside', () => {
  const { openWindow, outside } = setUp();
  expect(openWindow('https://example.com/')).toEqual({ action: 'deny' });
  expect(outside).toEqual(['https://example.com/']);
});
