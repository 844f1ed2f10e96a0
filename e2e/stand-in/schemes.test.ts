import { expect, test } from 'vitest';
import { originOf, Schemes } from './schemes.ts';

const schemes = new Schemes();
schemes.add('app');

test.each([
  ['app://bundle/', 'http://bundle.app.localhost/'],
  ['app://bundle/a/b.js?c=d#/today', 'http://bundle.app.localhost/a/b.js?c=d#/today'],
])('%s is loaded as %s and read back', (app, chromium) => {
  expect(schemes.toChromium(app)).toBe(chromium);
  expect(schemes.toApp(chromium)).toBe(app);
});

test('other addresses stay as they are', () => {
  for (const url of [
    'https://example.com/',
    'http://bundle.other.localhost/',
    'http://app.localhost.example.com/',
  ]) {
    expect(schemes.toApp(url)).toBe(url);
    expect(schemes.toChromium(url)).toBe(url);
  }
});

test('origins follow, without a slash and without the port of the loopback', () => {
  expect(schemes.toAppOrigin('http://bundle.app.localhost')).toBe('app://bundle');
  expect(schemes.toApp('http://bundle.app.localhost:8123/x')).toBe('app://bundle/x');
  expect(originOf('app://bundle/x')).toBe('app://bundle');
  expect(originOf('')).toBe('null');
});
