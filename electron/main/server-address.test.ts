import { expect, test } from 'vitest';
import { memoryFile } from '../testing/memory.ts';
import { chooseServer, DEFAULT_SERVER, parseServerAddress, serverFromArgv } from './server-address.ts';
import { createServerChoice } from './server-choice.ts';
import { createSettings } from './settings.ts';

test.each([
  ['https://desk.example.com', 'https://desk.example.com'],
  [' https://desk.example.com/ ', 'https://desk.example.com'],
  ['HTTPS://Desk.Example.com:8443/callbook/', 'https://desk.example.com:8443/callbook'],
  ['desk.example.com', 'https://desk.example.com'],
  ['desk.example.com:8443', 'https://desk.example.com:8443'],
  ['localhost:4780', 'http://localhost:4780'],
  ['127.0.0.1:4780', 'http://127.0.0.1:4780'],
  ['http://127.0.0.1:4780', 'http://127.0.0.1:4780'],
  ['http://[::1]:4780', 'http://[::1]:4780'],
])('%s is taken as %s', (text, address) => {
  expect(parseServerAddress(text)).toEqual({ ok: true, value: address });
});

test.each([
  ['', 'bad_address'],
  ['two words', 'bad_address'],
  ['https://', 'bad_address'],
  ['https://me:pw@desk.example.com', 'bad_address'],
  ['https://desk.example.com/?a=1', 'bad_address'],
  ['https://desk.example.com/#x', 'bad_address'],
  ['http://desk.example.com', 'insecure_address'],
  ['http://localhost.example.com', 'insecure_address'],
  ['ftp://desk.example.com', 'insecure_address'],
  ['file:///etc/passwd', 'insecure_address'],
])('%s is refused: %s', (text, code) => {
  expect(parseServerAddress(text)).toMatchObject({ ok: false, error: { code } });
});

test('the command line goes before the kept choice, and that before the default', () => {
  expect(serverFromArgv(['electron', '.', '--server=https://a.example'])).toBe('https://a.example');
  expect(serverFromArgv(['electron', '.'])).toBeNull();
  expect(chooseServer(['https://a.example', 'https://b.example'])).toBe('https://a.example');
  expect(chooseServer([null, 'https://b.example'])).toBe('https://b.example');
  expect(chooseServer(['http://b.example', null])).toBe(DEFAULT_SERVER);
});

test('a changed server holds at once and at the next start; one of the command line is not kept', async () => {
  const file = memoryFile();
  const settings = createSettings(file);
  const first = await createServerChoice(settings, ['--server=https://a.example']);
  expect(first.current()).toBe('https://a.example');
  expect((await createServerChoice(settings, [])).current()).toBe(DEFAULT_SERVER);
  await first.change('https://b.example');
  expect(first.current()).toBe('https://b.example');
  expect((await createServerChoice(settings, [])).current()).toBe('https://b.example');
});
