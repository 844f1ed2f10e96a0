import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createCrashBudget, recoverFromCrashes } from './crash-recovery.ts';

test('three reloads are allowed within a minute, and more as the minute passes', () => {
  let now = 0;
  const allow = createCrashBudget(() => now);
  expect([allow(), allow(), allow(), allow()]).toEqual([true, true, true, false]);
  now = 59_999;
  expect(allow()).toBe(false);
  now = 60_000;
  expect([allow(), allow(), allow(), allow()]).toEqual([true, true, true, false]);
});

function setUp(allowed: boolean[]) {
  const did: string[] = [];
  const waiting: (() => void)[] = [];
  let destroyed = false;
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => destroyed,
    reload: () => void did.push('reload'),
    loadURL: async (url: string) => {
      did.push(url);
      throw new Error('cannot load');
    },
  });
  const warnings: string[] = [];
  recoverFromCrashes(contents, {
    allow: () => allowed.shift() ?? false,
    warn: (text) => warnings.push(text),
    later: (work) => waiting.push(work),
  });
  const crash = (reason: string): void => {
    contents.emit('render-process-gone', {}, { reason });
  };
  const destroy = (): void => {
    destroyed = true;
  };
  return {
    contents,
    crash,
    destroy,
    did,
    warnings,
    afterwards: () => {
      for (const work of waiting.splice(0)) work();
    },
  };
}

test('a page that died is loaded again, after the event is over', () => {
  const { crash, did, warnings, afterwards } = setUp([true]);
  crash('crashed');
  expect(did).toEqual([]);
  afterwards();
  expect(did).toEqual(['reload']);
  expect(warnings).toEqual(['the page is gone: crashed']);
});

test('one that keeps dying gets the plain page, and its failure is told', async () => {
  const { crash, did, warnings, afterwards } = setUp([false]);
  crash('oom');
  afterwards();
  expect(did).toEqual(['app://bundle/stopped']);
  await Promise.resolve();
  expect(warnings).toContain('Error: cannot load');
});

test('an end that was meant, and a window that is gone, are left alone', () => {
  const { crash, destroy, did, afterwards } = setUp([true, true]);
  crash('clean-exit');
  afterwards();
  crash('crashed');
  destroy();
  afterwards();
  expect(did).toEqual([]);
});

test('a page that hangs is told', () => {
  const { contents, warnings } = setUp([]);
  contents.emit('unresponsive');
  expect(warnings).toEqual(['the page does not respond']);
});
