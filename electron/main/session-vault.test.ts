import { expect, test } from 'vitest';
import { memoryFile, turningSealer } from '../testing/memory.ts';
import { createSessionVault } from './session-vault.ts';

const session = {
  server: 'https://a.example',
  user: { id: 'u1' },
  tokens: { access_token: 'access', refresh_token: 'refresh' },
};

function setUp(options: { backend?: string; platform?: string; text?: string | null } = {}) {
  const file = memoryFile(options.text ?? null);
  const sealer = turningSealer(options.backend);
  const warnings: string[] = [];
  const open = () =>
    createSessionVault({
      sealer,
      file,
      platform: options.platform ?? 'linux',
      warn: (text) => warnings.push(text),
    });
  return { file, sealer, warnings, open };
}

async function kept(options: Parameters<typeof setUp>[0] = {}) {
  const parts = setUp(options);
  const vault = parts.open();
  await vault.load();
  await vault.keep(session);
  return { ...parts, vault };
}

test('a session survives a restart, and its tokens are not readable in the file', async () => {
  const { file, open } = await kept();
  expect(file.text).not.toContain('refresh"');
  expect(file.text).not.toContain('"access');
  const next = open();
  await next.load();
  expect(next.current()).toEqual(session);
  expect(next.insecure()).toBe(false);
});

test.each(['basic_text', 'unknown', 'none'])(
  'without a keyring (%s) the tokens stay in memory',
  async (backend) => {
    const { file, vault, open } = await kept({ backend });
    expect(vault.insecure()).toBe(true);
    expect(vault.current()).toEqual(session);
    expect(JSON.parse(file.text ?? '').sealed).toBeNull();
    const next = open();
    await next.load();
    expect(next.current()).toEqual({ ...session, tokens: null });
  },
);

test('elsewhere than on Linux the system’s own keyring counts', async () => {
  const { vault, file } = await kept({ platform: 'darwin', backend: 'basic_text' });
  expect(vault.insecure()).toBe(false);
  expect(JSON.parse(file.text ?? '').backend).toBe('darwin');
});

test('a seal that cannot be opened costs the tokens, neither the user nor the file', async () => {
  const { file, sealer, warnings, open } = await kept();
  const before = file.text;
  sealer.broken = true;
  const next = open();
  await next.load();
  expect(next.current()).toEqual({ ...session, tokens: null });
  expect(file.text).toBe(before);
  expect(warnings).toEqual([expect.stringContaining('gnome_libsecret')]);
});

test('a seal that holds something else costs the tokens', async () => {
  const sealed = Buffer.from('}{').toString('base64');
  const text = JSON.stringify({ server: session.server, user: session.user, backend: 'x', sealed });
  const { open } = setUp({ text });
  const vault = open();
  await vault.load();
  expect(vault.current()).toEqual({ ...session, tokens: null });
});

test('a rotated key seals anew', async () => {
  const { file, sealer, open } = await kept();
  sealer.rotated = true;
  const write = file.write;
  let written = 0;
  file.write = (text) => {
    written++;
    return write(text);
  };
  const next = open();
  await next.load();
  expect(written).toBe(1);
  expect(next.current()).toEqual(session);
});

test('a keyring that fails while keeping is told, and the session goes on', async () => {
  const { sealer, vault, warnings } = await kept();
  sealer.broken = true;
  await vault.keep({ ...session, user: { id: 'u2' } });
  expect(vault.current()?.user).toEqual({ id: 'u2' });
  expect(warnings).toEqual([expect.stringContaining('cannot be kept')]);
});

test('a session that the server has ended is kept without tokens', async () => {
  const { vault, open } = await kept();
  await vault.keep({ ...session, tokens: null });
  const next = open();
  await next.load();
  expect(next.current()).toEqual({ ...session, tokens: null });
});

test('forgetting removes the file', async () => {
  const { file, vault } = await kept();
  await vault.forget();
  expect(vault.current()).toBeNull();
  expect(file.text).toBeNull();
});

test.each([null, 'no json', '{"server":1}'])('a file that says nothing is no session: %s', async (text) => {
  const vault = setUp({ text }).open();
  await vault.load();
  expect(vault.current()).toBeNull();
});
