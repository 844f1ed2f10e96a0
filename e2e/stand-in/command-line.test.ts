import { expect, test } from 'vitest';
import { appArgv, parseCommandLine } from './command-line.ts';

test('the app may stand anywhere among the switches', () => {
  for (const args of [
    ['.', '--user-data-dir=/a b', '--no-sandbox'],
    ['--no-sandbox', '--user-data-dir=/a b', '.'],
  ]) {
    const line = parseCommandLine(args);
    expect(line.app).toBe('.');
    expect(line.switches.get('user-data-dir')).toBe('/a b');
    expect(line.switches.get('no-sandbox')).toBe('');
  }
});

test('a value may hold an equals sign, and the last of a repeated switch counts', () => {
  const { switches } = parseCommandLine(['--server=http://a/?b=c', '--lang=de', '--lang=en', '.']);
  expect(switches.get('server')).toBe('http://a/?b=c');
  expect(switches.get('lang')).toBe('en');
});

test('what is behind the app is kept for it', () => {
  const line = parseCommandLine(['--x', '.', 'callbook://open/today']);
  expect(appArgv('/e', line)).toEqual(['/e', '--x', '.', 'callbook://open/today']);
  expect(parseCommandLine(['--x']).app).toBeNull();
});
