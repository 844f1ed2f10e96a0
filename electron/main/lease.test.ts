import { expect, test } from 'vitest';
import { leaseSigner } from '../testing/lease-signer.ts';
import { memoryFile } from '../testing/memory.ts';
import { createLease } from './lease.ts';

const DAY = 86_400_000;
const FORTNIGHT = { iat: 1_000, exp: 1_000 + 14 * 86_400 };

/** A computer; `start` is one run of the program on it. */
function aComputer() {
  const file = memoryFile();
  const clock = { now: 50 * DAY, uptime: 0 };
  const warnings: string[] = [];
  const told: boolean[] = [];
  const start = async () => {
    const lease = createLease({
      ...{ file, now: () => clock.now, uptime: () => clock.uptime },
      warn: (message) => warnings.push(message),
      changed: async (isGranted) => void told.push(isGranted),
    });
    await lease.load();
    return lease;
  };
  return { file, clock, warnings, told, start };
}

test('without a lease nothing is closed, however long it lasts', async () => {
  const { clock, start } = aComputer();
  const lease = await start();
  expect([lease.closed(), lease.isGranted(), lease.endsAt()]).toEqual([null, false, null]);
  await lease.begin({});
  clock.now += 5000 * DAY;
  expect(lease.closed()).toBeNull();
});

test('it is closed when the lease has ended, in this run and the next, and open again with a new one', async () => {
  const { clock, start, told } = aComputer();
  const signer = leaseSigner();
  const lease = await start();
  await lease.begin(signer.give(FORTNIGHT));
  expect(lease.endsAt()).toBe(clock.now + 14 * DAY);
  clock.now += 14 * DAY - 1;
  expect(lease.closed()).toBeNull();
  clock.now += 1;
  expect(lease.closed()).toBe('lapsed');
  const next = await start();
  expect(next.closed()).toBe('lapsed');
  await next.renew(signer.give({ iat: 2_000_000, exp: 2_000_000 + 86_400 }));
  expect(next.closed()).toBeNull();
  expect((await start()).endsAt()).toBe(clock.now + DAY);
  expect(told).toEqual([true, true]);
});

test('a lease without an end never closes', async () => {
  const { clock, start } = aComputer();
  const lease = await start();
  await lease.begin(leaseSigner().give({ iat: 1_000 }));
  clock.now += 5000 * DAY;
  expect(lease.closed()).toBeNull();
  expect(lease.endsAt()).toBeNull();
});

test('it counts from when it was given: a clock that is wrong by months closes nothing', async () => {
  const { clock, start } = aComputer();
  const lease = await start();
  clock.now += 200 * DAY;
  await lease.begin(leaseSigner().give(FORTNIGHT));
  clock.now += 13 * DAY;
  expect(lease.closed()).toBeNull();
});

test('a clock set back does not extend it', async () => {
  const { clock, start } = aComputer();
  const lease = await start();
  await lease.begin(leaseSigner().give(FORTNIGHT));
  clock.now += 13 * DAY;
  lease.tick();
  clock.now -= 12 * DAY;
  expect(lease.closed()).toBe('lapsed');
  expect((await start()).closed()).toBe('lapsed');
  clock.now += 11.5 * DAY;
  expect((await start()).closed()).toBeNull();
});

test('under a clock that stands still it ends by the time that the program runs', async () => {
  const { clock, start, file } = aComputer();
  const lease = await start();
  await lease.begin(leaseSigner().give({ iat: 1_000, exp: 1_000 + 20 * 3_600 }));
  clock.uptime += 19 * 3_600_000;
  lease.tick();
  expect(JSON.parse(file.text ?? '').granted.spent).toBe(19 * 3_600_000);
  expect(lease.closed()).toBeNull();
  clock.uptime = 5;
  const next = await start();
  clock.uptime += 3_600_000;
  expect(next.closed()).toBe('lapsed');
});

test('an hour or two that a clock is set right by costs nothing', async () => {
  const { clock, start } = aComputer();
  const lease = await start();
  await lease.begin(leaseSigner().give(FORTNIGHT));
  clock.now -= 2 * 3_600_000;
  expect(lease.closed()).toBeNull();
});

test('the time is written down every few minutes, and not every time', async () => {
  const { clock, start, file } = aComputer();
  const lease = await start();
  await lease.begin(leaseSigner().give(FORTNIGHT));
  const first = file.text;
  clock.now += 60_000;
  lease.tick();
  expect(file.text).toBe(first);
  clock.now += 240_000;
  lease.tick();
  expect(JSON.parse(file.text ?? '').granted.spent).toBe(300_000);
});

test('a disk that does not take the time is told, and closes nothing', async () => {
  const { clock, file, warnings, start } = aComputer();
  const lease = await start();
  await lease.begin(leaseSigner().give(FORTNIGHT));
  file.write = () => Promise.reject(new Error('ENOSPC'));
  clock.now += DAY;
  lease.tick();
  await expect.poll(() => warnings).toEqual(['the time of the lease was not kept: Error: ENOSPC']);
  expect(lease.closed()).toBeNull();
});

const forged = leaseSigner();
test.each([
  ['signed by another', forged.give({ iat: 9_000, exp: 9_000_000 })],
  ['of another device', { iat: 9_000, exp: 9_000_000, sub: '01a1fac4-5421-7029-8bef-f8f08041dd2f' }],
  ['for something else', { iat: 9_000, exp: 9_000_000, aud: 'callbook-api' }],
  ['that is none', { lease: 'a.b.c', lease_key: forged.key }],
  ['with more to it', { lease: 'a.b.c.d', lease_key: forged.key }],
])('a lease %s does not open what is closed', async (_, given) => {
  const { clock, start, warnings } = aComputer();
  const signer = leaseSigner();
  const lease = await start();
  await lease.begin(signer.give(FORTNIGHT));
  clock.now += 20 * DAY;
  await lease.renew('lease' in given ? given : signer.give(given));
  await lease.renew({});
  expect(lease.closed()).toBe('lapsed');
  expect(warnings).toHaveLength(1);
});

test('a lease that is said to be signed in another way does not count', async () => {
  const { start, warnings } = aComputer();
  const lease = await start();
  await lease.begin(leaseSigner().give(FORTNIGHT, 'none'));
  await lease.begin({ lease: leaseSigner().give(FORTNIGHT).lease, lease_key: 'short' });
  expect(lease.isGranted()).toBe(false);
  expect(warnings).toHaveLength(2);
});

test('a file that was changed by hand closes', async () => {
  const { file, start } = aComputer();
  const lease = await start();
  await lease.begin(leaseSigner().give(FORTNIGHT));
  const { lease: longer } = leaseSigner().give({ iat: 1_000, exp: 9_000_000_000 });
  const kept = JSON.parse(file.text ?? '');
  file.text = JSON.stringify({ ...kept, granted: { ...kept.granted, lease: longer } });
  const next = await start();
  expect([next.closed(), next.endsAt()]).toEqual(['lapsed', null]);
});

test('a session from before there were leases takes the first that comes', async () => {
  const { clock, start } = aComputer();
  const lease = await start();
  await lease.renew(leaseSigner().give(FORTNIGHT));
  expect(lease.endsAt()).toBe(clock.now + 14 * DAY);
});

test('the sign-in with the password begins anew: another server’s lease, or none', async () => {
  const { clock, start, told, file } = aComputer();
  const lease = await start();
  await lease.begin(leaseSigner().give(FORTNIGHT));
  await lease.begin(leaseSigner().give({ iat: 1_000, exp: 1_060 }));
  expect(lease.endsAt()).toBe(clock.now + 60_000);
  await lease.begin({});
  expect([lease.isGranted(), file.text]).toEqual([false, null]);
  expect(told).toEqual([true, true, false]);
});

test('an account that is switched off closes at once, in the next run too, until the server gives a token again', async () => {
  const { start } = aComputer();
  const signer = leaseSigner();
  const lease = await start();
  await lease.begin(signer.give(FORTNIGHT));
  await lease.switchOff();
  await lease.switchOff();
  expect(lease.closed()).toBe('switched_off');
  const next = await start();
  expect(next.closed()).toBe('switched_off');
  await next.renew({});
  expect(next.closed()).toBe('switched_off');
  await next.renew(signer.give({ iat: 2_000, exp: 9_000_000 }));
  expect(next.closed()).toBeNull();
});

test('of a server without leases its token alone is enough to open again', async () => {
  const { file, start } = aComputer();
  const lease = await start();
  await lease.switchOff();
  await lease.renew({});
  expect([lease.closed(), file.text]).toEqual([null, null]);
});
