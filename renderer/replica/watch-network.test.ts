import { afterEach, expect, it, vi } from 'vitest';
import { watchNetwork } from './watch-network.ts';

const told: string[] = [];
const tell = (what: string) => () => void told.push(what);
afterEach(() => {
  told.length = 0;
  vi.restoreAllMocks();
});

function watch() {
  let resume = (): void => undefined;
  const stop = watchNetwork({
    sync: { networkLost: tell('lost'), networkBack: tell('back') },
    desk: { lookAgain: tell('look'), keep: async () => void told.push('keep') },
    onResume: (listener) => {
      resume = listener;
      return tell('stopped');
    },
  });
  return { stop, resume: () => resume() };
}

it('tells the sync of the network, and the desk of every moment after which its clock may be old', () => {
  const { stop, resume } = watch();
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  resume();
  document.dispatchEvent(new Event('visibilitychange'));
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(told).toEqual(['lost', 'back', 'look', 'back', 'look', 'look', 'keep']);
  stop();
  window.dispatchEvent(new Event('online'));
  expect(told.at(-1)).toBe('stopped');
});

it('knows at the start that there is no network', () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  watch().stop();
  expect(told[0]).toBe('lost');
});
