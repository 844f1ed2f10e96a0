import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { memoryFile } from '../testing/memory.ts';
import { createKeptFile } from './kept-file.ts';
import { createLaunchAtLogin, type LaunchDeps } from './launch-at-login.ts';

function setUp(given: Partial<LaunchDeps>) {
  let openAtLogin = false;
  const asked: boolean[] = [];
  const launch = createLaunchAtLogin({
    platform: 'linux',
    packaged: true,
    program: '/opt/Callbook/callbook',
    app: {
      getLoginItemSettings: () => ({ openAtLogin }),
      setLoginItemSettings: (settings) => {
        openAtLogin = settings.openAtLogin;
        asked.push(openAtLogin);
      },
    },
    file: memoryFile(),
    ...given,
  });
  return { launch, asked };
}

test('on Linux it is a file in the autostart folder, made with the folder and taken away', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callbook-autostart-'));
  const path = join(folder, 'autostart/callbook.desktop');
  const { launch, asked } = setUp({ file: createKeptFile(path) });
  expect(await launch.isOn()).toBe(false);
  await launch.set(true);
  expect(await launch.isOn()).toBe(true);
  expect((await readFile(path, 'utf8')).split('\n')).toEqual([
    '[Desktop Entry]',
    'Type=Application',
    'Name=Callbook',
    'Exec="/opt/Callbook/callbook"',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ]);
  await launch.set(false);
  expect(await launch.isOn()).toBe(false);
  expect(asked).toEqual([]);
  await rm(folder, { recursive: true });
});

test('a path with spaces, quotes, dollars and percents is one argument', async () => {
  const file = memoryFile();
  const { launch } = setUp({ file, program: '/home/a b/Call"book$1 50%.AppImage' });
  await launch.set(true);
  expect(await file.read()).toContain('Exec="/home/a b/Call\\\\"book\\\\$1 50%%.AppImage"\n');
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'what a desktop has switched off by %s is off',
  async (line) => {
    const file = memoryFile();
    const { launch } = setUp({ file });
    await file.write(`[Desktop Entry]\n${line}\n`);
    expect(await launch.isOn()).toBe(false);
  },
);

test.each(['darwin', 'win32'])('on %s the system keeps it', async (platform) => {
  const file = memoryFile();
  const { launch, asked } = setUp({ platform, file });
  await launch.set(true);
  expect(await launch.isOn()).toBe(true);
  await launch.set(false);
  expect(asked).toEqual([true, false]);
  expect(await file.read()).toBeNull();
});

test.each([{ packaged: false }, { platform: 'freebsd' }])(
  'a program that the system cannot start (%j) says so and writes nothing',
  async (given) => {
    const file = memoryFile();
    const { launch, asked } = setUp({ ...given, file });
    await launch.set(true);
    expect(await launch.isOn()).toBeNull();
    expect([asked, await file.read()]).toEqual([[], null]);
  },
);
