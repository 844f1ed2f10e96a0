import { beforeEach, describe, expect, it } from 'vitest';
import { createCorrectedClock } from './corrected-clock.ts';

const SERVER = '2026-03-02T12:00:00.000Z';
const DAY = 86_400_000;
const SET_BACK = 60_000;

describe('the corrected clock', () => {
  let device: number;
  let kept: Map<string, string>;
  const storage = () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  const clock = () => createCorrectedClock({ kept: storage(), device: () => device });

  beforeEach(() => {
    kept = new Map();
    device = Date.parse(SERVER) + DAY;
  });

  it('takes the time of a server that differs from the device', () => {
    const corrected = clock();
    corrected.learn(SERVER, device - 200, device + 200);
    expect(corrected.now()).toBe(SERVER);
    expect(corrected.offset()).toBe(-DAY);
  });

  it('still knows the offset after a restart without a network', () => {
    clock().learn(SERVER, device, device);
    device += 5_000;
    expect(clock().now()).toBe('2026-03-02T12:00:05.000Z');
  });

  it('leaves a clock alone that is right but for the network', () => {
    const corrected = clock();
    corrected.learn(new Date(device - 1_500).toISOString(), device, device);
    expect(corrected.offset()).toBe(0);
  });

  it('forgets the offset when the device has been put right', () => {
    const corrected = clock();
    corrected.learn(SERVER, device, device);
    device -= DAY;
    corrected.learn(SERVER, device, device);
    expect(corrected.offset()).toBe(0);
    expect(corrected.now()).toBe(SERVER);
  });

  it('goes on from where it was when the device is put right while it runs offline', () => {
    const corrected = clock();
    corrected.learn(SERVER, device, device);
    expect(corrected.now()).toBe(SERVER);
    device -= DAY;
    expect(corrected.now()).toBe(SERVER);
    device += 60_000;
    expect(corrected.now()).toBe('2026-03-02T12:01:00.000Z');
  });

  it('is right after a restart without a network where the device was put right meanwhile', () => {
    clock().learn(SERVER, device, device);
    device += 2 * SET_BACK;
    expect(clock().now()).toBe('2026-03-02T12:02:00.000Z');
    device += 3_600_000 - DAY;
    const corrected = clock();
    expect(corrected.now()).toBe('2026-03-02T13:02:00.000Z');
    expect(corrected.offset()).toBe(0);
    expect(clock().now()).toBe('2026-03-02T13:02:00.000Z');
  });

  it('never goes back over a restart, wherever the device was put', () => {
    clock().learn(SERVER, device, device);
    device = 0;
    const corrected = clock();
    expect(corrected.now()).toBe(SERVER);
    device += 5_000;
    expect(corrected.now()).toBe('2026-03-02T12:00:05.000Z');
  });

  it('keeps the offset of a device that was put back by less than a minute', () => {
    clock().learn(SERVER, device, device);
    device -= SET_BACK / 2;
    expect(clock().offset()).toBe(-DAY);
  });

  it('notes what the device shows once a minute, and no more often', () => {
    const writes: string[] = [];
    const noting = {
      ...storage(),
      setItem: (key: string, value: string) => void writes.push(`${key} ${value}`),
    };
    const corrected = createCorrectedClock({ kept: noting, device: () => device });
    for (let second = 0; second < 120; second += 1) {
      device += 1_000;
      corrected.now();
    }
    expect(writes).toHaveLength(3);
  });

  it.each([
    ['no time', null, 0],
    ['no date', 'yesterday', 0],
    ['an answer that took eleven seconds', SERVER, 11_000],
    ['an answer from before its question', SERVER, -1],
  ])('learns nothing from %s', (_what, time, took) => {
    const corrected = clock();
    corrected.learn(time, device, device + took);
    expect(corrected.offset()).toBe(0);
  });
});
