import { expect, test } from 'vitest';
import { memoryFile, turningSealer } from '../testing/memory.ts';
import { createDeviceKey, whileOpen } from './device-key.ts';
import type { Closed } from './lease.ts';

const PIN = 'blue kettle';

function setUp(backend = 'gnome_libsecret', text: string | null = null) {
  const file = memoryFile(text);
  const aside = memoryFile();
  const sealer = turningSealer(backend);
  const warnings: string[] = [];
  const clock = { now: 1_000_000 };
  const lease = { closed: null as Closed, granted: false };
  const open = async (as: Partial<{ sealer: ReturnType<typeof turningSealer> }> = {}, load = true) => {
    const key = createDeviceKey({
      sealer: as.sealer ?? sealer,
      file,
      asideFile: () => aside,
      shred: async () => file.remove(),
      platform: 'linux',
      now: () => clock.now,
      warn: (message) => warnings.push(message),
      pinCost: 2 ** 10,
      lease: { closed: () => lease.closed, isGranted: () => lease.granted, endsAt: () => null },
    });
    if (load) await key.load();
    return key;
  };
  return { file, aside, sealer, warnings, clock, lease, open };
}
const code = (answer: { ok: boolean; error?: { code: string } }) =>
  answer.ok ? 'ok' : (answer.error?.code ?? '');

/** A copy: locking blots the bytes out. */
const bytesOf = (key: { bytes(): Buffer | null }) => key.bytes()?.toString('hex');

test('the first start makes a key of 256 bits, and the next one opens the same by the keyring', async () => {
  const { file, open } = setUp();
  const first = bytesOf(await open());
  expect(first).toHaveLength(64);
  expect(bytesOf(await open())).toBe(first);
  const key = Buffer.from(first ?? '', 'hex');
  expect(file.text).not.toContain(key.toString('base64'));
  expect(file.text).not.toContain(first);
});

test('with a PIN it opens by that alone, and the keyring’s copy is gone', async () => {
  const { file, open } = setUp();
  const key = await open();
  const before = bytesOf(key);
  expect(code(await key.setPin(null, PIN))).toBe('ok');
  expect(JSON.parse(file.text ?? '').by_system).toBeNull();
  const next = await open();
  expect(next.state()).toMatchObject({ is: 'locked', pin: true });
  expect(next.bytes()).toBeNull();
  expect(code(await next.unlock(null))).toBe('wrong_pin');
  expect(code(await next.unlock(PIN))).toBe('ok');
  expect(bytesOf(next)).toBe(before);
});

test('a PIN is changed and taken away by who knows it', async () => {
  const { open } = setUp();
  const key = await open();
  const before = bytesOf(key);
  await key.setPin(null, PIN);
  expect(code(await key.setPin('a wrong one', 'green kettle'))).toBe('wrong_pin');
  expect(code(await key.setPin(PIN, 'green kettle'))).toBe('ok');
  expect(code(await key.setPin(PIN, null))).toBe('wrong_pin');
  expect(code(await key.setPin('green kettle', null))).toBe('ok');
  const next = await open();
  expect(next.state()).toMatchObject({ is: 'open', pin: false });
  expect(bytesOf(next)).toBe(before);
});

test('a short PIN is refused', async () => {
  const { open } = setUp();
  const key = await open();
  expect(code(await key.setPin(null, '1234567'))).toBe('short_pin');
  expect(key.state().pin).toBe(false);
});

test.each(['basic_text', 'unknown', 'none'])('without a keyring (%s) a PIN comes first', async (backend) => {
  const { file, open } = setUp(backend);
  const key = await open();
  expect(key.state()).toMatchObject({ is: 'choose_pin', protected: false, pin: false });
  expect(key.bytes()).toBeNull();
  expect(file.text).toBeNull();
  await key.setIdleMinutes(30);
  expect(file.text).toBeNull();
  key.lock();
  expect(code(await key.setPin(null, PIN))).toBe('ok');
  expect(key.state()).toMatchObject({ is: 'open', pin: true, idle_minutes: 30 });
  expect(code(await key.setPin(PIN, null))).toBe('pin_needed');
});

test('after three wrong PINs one waits, and a new start does not shorten it', async () => {
  const { clock, open } = setUp();
  await (await open()).setPin(null, PIN);
  const key = await open();
  for (let at = 0; at < 3; at++) expect(code(await key.unlock(`wrong ${at}`))).toBe('wrong_pin');
  expect(key.state().wait_ms).toBe(5_000);
  expect(code(await key.unlock(PIN))).toBe('wait');
  const next = await open();
  expect(code(await next.unlock(PIN))).toBe('wait');
  clock.now += 5_000;
  expect(code(await next.unlock('wrong'))).toBe('wrong_pin');
  expect(next.state().wait_ms).toBe(10_000);
  clock.now += 10_000;
  expect(code(await next.unlock(PIN))).toBe('ok');
  expect(next.state().wait_ms).toBe(0);
});

test('guesses at the same time are counted each', async () => {
  const { open } = setUp();
  await (await open()).setPin(null, PIN);
  const key = await open();
  const answers = await Promise.all(['a', 'b', 'c', 'd', PIN].map((pin) => key.unlock(pin)));
  expect(answers.map(code)).toEqual(['wrong_pin', 'wrong_pin', 'wrong_pin', 'wait', 'wait']);
});

test('locking drops the key, and without a PIN the keyring brings it back', async () => {
  const { open } = setUp();
  const key = await open();
  const before = bytesOf(key);
  key.lock();
  expect(key.bytes()).toBeNull();
  expect(code(await key.setPin(null, PIN))).toBe('locked');
  expect(code(await key.unlock(null))).toBe('ok');
  expect(bytesOf(key)).toBe(before);
  expect(code(await key.unlock(null))).toBe('ok');
});

test('a keyring that has changed deletes nothing, and opens again when the old one is back', async () => {
  const { file, sealer, warnings, open } = setUp();
  const before = bytesOf(await open());
  const text = file.text;
  sealer.broken = true;
  const key = await open();
  expect(key.state().is).toBe('unreadable');
  expect(code(await key.unlock(null))).toBe('unreadable');
  expect(file.text).toBe(text);
  expect(warnings[0]).toContain('gnome_libsecret');
  sealer.broken = false;
  expect(code(await key.unlock(null))).toBe('ok');
  expect(key.state().is).toBe('open');
  expect(bytesOf(key)).toBe(before);
});

test('with a PIN a keyring that has changed is no matter', async () => {
  const { open } = setUp();
  const key = await open();
  const before = bytesOf(key);
  await key.setPin(null, PIN);
  const next = await open({ sealer: turningSealer('none') });
  expect(code(await next.unlock(PIN))).toBe('ok');
  expect(bytesOf(next)).toBe(before);
});

test('another keyring that opens the wrap wraps it anew', async () => {
  const { file, open } = setUp();
  const before = bytesOf(await open());
  const next = await open({ sealer: turningSealer('kwallet5') });
  expect(bytesOf(next)).toBe(before);
  expect(JSON.parse(file.text ?? '').keyring).toBe('kwallet5');
});

test('a machine that has lost its keyring, but opens the wrap, asks for a PIN', async () => {
  const { open } = setUp();
  const before = bytesOf(await open());
  const next = await open({ sealer: turningSealer('basic_text') });
  expect(next.state().is).toBe('choose_pin');
  expect(code(await next.setPin(null, PIN))).toBe('ok');
  expect(bytesOf(next)).toBe(before);
});

test('whoever begins anew keeps the old key file', async () => {
  const { file, aside, sealer, open } = setUp();
  const before = bytesOf(await open());
  const old = file.text;
  sealer.broken = true;
  const key = await open();
  sealer.broken = false;
  await key.startAnew();
  expect(aside.text).toBe(old);
  expect(key.state().is).toBe('open');
  expect(bytesOf(key)).not.toBe(before);
  expect(key.state().generation).not.toBe('');
  await key.startAnew();
  expect(bytesOf(await open())).toBe(bytesOf(key));
});

test('a forgotten PIN: whoever begins anew opens nothing of what was sealed, and the old key file is kept', async () => {
  const { file, aside, open } = setUp();
  await (await open()).setPin(null, PIN);
  const old = file.text;
  const key = await open();
  await key.startAnew();
  expect(aside.text).toBe(old);
  expect(key.state()).toMatchObject({ is: 'open', pin: false });
});

test.each([
  'no json',
  '{"keyring":1}',
  '{"keyring":"x","by_system":"aGVsbG8=","by_pin":null,"tries":{"wrong":0,"at":0},"idle_minutes":15}',
])('a key file that says nothing is told and kept: %s', async (text) => {
  const { file, open } = setUp('gnome_libsecret', text);
  const key = await open();
  expect(key.state().is).toBe('unreadable');
  expect(code(await key.unlock('whatever'))).toBe('unreadable');
  await key.setIdleMinutes(5);
  expect(file.text).toContain(text.slice(1, 10));
});

test('nothing is asked of the server while it is locked', async () => {
  const { open } = setUp();
  const key = await open();
  let asked = 0;
  const api = whileOpen(key, async () => {
    asked++;
    return new Response();
  });
  await api(new Request('app://bundle/api/leads'));
  key.lock();
  expect((await api(new Request('app://bundle/api/leads'))).status).toBe(423);
  expect(asked).toBe(1);
});

test.each([
  ['lapsed' as const, null],
  ['switched_off' as const, PIN],
])('while it is %s nothing opens it, and afterwards everything is there', async (word, pin) => {
  const { lease, open } = setUp();
  const first = await open();
  const before = bytesOf(first);
  await first.setPin(null, pin ?? 'blue kettle');
  if (pin === null) await first.setPin('blue kettle', null);
  lease.closed = word;
  expect(first.state().is).toBe('open');
  first.lock();
  expect([first.state().is, first.bytes()]).toEqual([word, null]);
  const next = await open();
  expect([next.state().is, next.bytes()]).toEqual([word, null]);
  expect(code(await next.unlock(pin))).toBe('lapsed');
  lease.closed = null;
  expect(code(await next.unlock(pin))).toBe('ok');
  expect(bytesOf(next)).toBe(before);
});

test('a lease whose file is gone has ended, and one that the server gave up has not', async () => {
  const { lease, open, file } = setUp();
  const key = await open();
  lease.granted = true;
  await key.noteLease(true);
  const text = file.text;
  await key.noteLease(true);
  expect(file.text).toBe(text);
  lease.granted = false;
  const next = await open();
  expect(next.state().is).toBe('lapsed');
  await next.noteLease(false);
  expect(next.state().is).toBe('locked');
});

test('where a PIN has yet to be chosen a lease is remembered, and nothing written', async () => {
  const { file, open } = setUp('basic_text');
  const key = await open();
  await key.noteLease(true);
  expect(file.text).toBeNull();
  await key.setPin(null, PIN);
  expect(JSON.parse(file.text ?? '').leased).toBe(true);
});

test('a program that starts as removed begins anew under the keyring that is there', async () => {
  const { open } = setUp();
  const key = await open({}, false);
  await key.destroy();
  await key.startAnew();
  expect(key.state()).toMatchObject({ is: 'open', pin: false, protected: true });
});

test('a key that is destroyed is gone from memory and disk, and another one begins anew', async () => {
  const { file, open } = setUp();
  const key = await open();
  const before = bytesOf(key);
  await key.destroy();
  expect([key.state().is, key.bytes(), file.text]).toEqual(['removed', null, null]);
  expect(code(await key.unlock(null))).toBe('unreadable');
  expect(code(await key.setPin(null, PIN))).toBe('locked');
  await key.setIdleMinutes(5);
  expect(file.text).toBeNull();
  await key.startAnew();
  expect(key.state()).toMatchObject({ is: 'open', pin: false });
  expect(key.state().generation).not.toBe('');
  expect(bytesOf(key)).not.toBe(before);
});
