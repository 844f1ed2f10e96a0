import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Trouble } from './classify-answer.ts';
import { createContact } from './contact.ts';

const offline: Trouble = { kind: 'offline', detail: '' };
const signedOut: Trouble = { kind: 'signed_out', detail: '' };

describe('the gate before the server', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const open = () => createContact({ pauses: { first_ms: 100, longest_ms: 1_000 }, random: () => 0.5 });
  const watch = (admission: Promise<void>) => {
    const seen = { in: false };
    void admission.then(() => {
      seen.in = true;
    });
    return seen;
  };
  const afterMs = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  it('lets requests through while all is well', async () => {
    const seen = watch(open().admission());
    await afterMs(0);
    expect(seen.in).toBe(true);
  });

  it('waits longer after each failure, up to a limit, and not at all after a success', async () => {
    const contact = open();
    for (const pause of [100, 200, 400, 800, 1_000, 1_000]) {
      contact.report(offline);
      const seen = watch(contact.admission());
      await afterMs(pause - 1);
      expect(seen.in).toBe(false);
      await afterMs(1);
      expect(seen.in).toBe(true);
    }
    contact.report(null);
    contact.report(offline);
    const seen = watch(contact.admission());
    await afterMs(100);
    expect(seen.in).toBe(true);
  });

  it('counts failures of requests that were under way together as one', async () => {
    const contact = open();
    for (let request = 0; request < 8; request += 1) contact.report(offline);
    const seen = watch(contact.admission());
    await afterMs(100);
    expect(seen.in).toBe(true);
  });

  it('waits as long as the server asks for', async () => {
    const contact = open();
    contact.report({ kind: 'strange', detail: '', retry_after_ms: 5_000 });
    const seen = watch(contact.admission());
    await afterMs(4_999);
    expect(seen.in).toBe(false);
    await afterMs(1);
    expect(seen.in).toBe(true);
  });

  it('tries at once when woken', async () => {
    const contact = open();
    contact.report(offline);
    const seen = watch(contact.admission());
    contact.wake();
    await afterMs(0);
    expect(seen.in).toBe(true);
  });

  it('stays shut after the end of a session, until somebody signs in', async () => {
    const contact = open();
    contact.report(signedOut);
    const seen = watch(contact.admission());
    contact.report(null);
    contact.report(offline);
    contact.wake();
    await afterMs(100_000);
    expect(seen.in).toBe(false);
    expect(contact.trouble()).toEqual(signedOut);
    contact.resume();
    await afterMs(0);
    expect(seen.in).toBe(true);
    expect(contact.trouble()?.kind).toBe('offline');
  });

  it('tells of every change once', () => {
    const contact = open();
    const told: (string | undefined)[] = [];
    const stop = contact.subscribe(() => told.push(contact.trouble()?.kind));
    contact.report(null);
    contact.report(null);
    contact.report(offline);
    contact.report(offline);
    contact.report({ kind: 'resync', detail: '' });
    contact.report(null);
    stop();
    contact.report(offline);
    expect(told).toEqual([undefined, 'offline', undefined]);
    expect(contact.reached()).toBe(true);
  });

  it('lets nothing through any more once closed', async () => {
    const contact = open();
    contact.report(offline);
    contact.close();
    contact.report(null);
    contact.resume();
    contact.wake();
    const seen = watch(contact.admission());
    await afterMs(10_000);
    expect(seen.in).toBe(false);
  });
});
