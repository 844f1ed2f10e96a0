import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { stoppedActs } from './stopped-acts.ts';

function setUp(at: string, save: () => Promise<void> = async () => undefined) {
  const did: string[] = [];
  const contents = Object.assign(new EventEmitter(), { getURL: () => at });
  stoppedActs(contents, {
    restart: () => did.push('restart'),
    save: () => {
      did.push('save');
      return save();
    },
    warn: (text) => did.push(text),
  });
  return { did, go: (path: string) => contents.emit('will-navigate', { url: `app://bundle${path}` }) };
}

test.each(['/stopped', '/stopped/diagnostics'])('from %s the links act', (at) => {
  const { did, go } = setUp(`app://bundle${at}`);
  for (const path of ['/stopped/restart', '/stopped/save', '/', '/stopped']) go(path);
  expect(did).toEqual(['restart', 'save']);
});

test('from any other page they do nothing', () => {
  const { did, go } = setUp('app://bundle/#/today');
  for (const path of ['/stopped/restart', '/stopped/save']) go(path);
  expect(did).toEqual([]);
});

test('a disk that is full is told to the log', async () => {
  const { did, go } = setUp('app://bundle/stopped', () => Promise.reject(new Error('ENOSPC')));
  go('/stopped/save');
  await expect.poll(() => did).toEqual(['save', 'diagnostics were not saved: Error: ENOSPC']);
});
