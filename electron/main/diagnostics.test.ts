import { expect, test } from 'vitest';
import { type DiagnosticsDeps, diagnosticsText } from './diagnostics.ts';

const deps = (given: Partial<DiagnosticsDeps> = {}): DiagnosticsDeps => ({
  version: '1.2.3',
  platform: 'linux',
  arch: 'x64',
  versions: { electron: '45.4.1', chrome: '156', node: '24' },
  packaged: true,
  now: () => new Date('2026-11-20T10:00:00Z'),
  server: () => 'https://desk.example.com',
  insecureStorage: () => false,
  updates: () => ({ status: 'current', problem: null }),
  processes: () => [{ type: 'Browser', memory: { workingSetSize: 204_800 } }],
  gpu: () => ({ rasterization: 'enabled' }),
  readLog: async () => 'one\ntwo\n',
  ...given,
});

test('it says what runs here, how much of it there is, and the end of the log', async () => {
  expect(await diagnosticsText(deps(), { leads: 10_000, 'changes waiting': 2 })).toBe(`Program
  Callbook 1.2.3, linux x64
  electron 45.4.1
  chrome 156
  node 24
  server https://desk.example.com
  keyring used
  updates current
  written 2026-11-20T10:00:00.000Z

Memory
  Browser 200 MB

Graphics
  rasterization enabled

Counts
  leads 10000
  changes waiting 2

Log, the last 400 lines
  one
  two
`);
});

test('what is unusual is said', async () => {
  const text = await diagnosticsText(
    deps({
      packaged: false,
      versions: {},
      insecureStorage: () => true,
      updates: () => ({ status: 'failed', problem: 'not_signed' }),
    }),
    {},
  );
  for (const words of ['run from its source', 'electron unknown', 'keyring missing', 'failed, not_signed'])
    expect(text).toContain(words);
});

test('of a long log there is the end, and nothing personal in it', async () => {
  const log = [...Array.from({ length: 500 }, (_, line) => `line ${line}`), 'ada@example.com, Bearer abc'];
  const text = await diagnosticsText(deps({ readLog: async () => log.join('\n') }), {});
  expect(text).not.toContain('line 100\n');
  expect(text).toContain('line 101\n');
  expect(text).toContain('  [e-mail], Bearer [token]\n');
});
