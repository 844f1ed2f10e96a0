import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createNotifications } from './notifications.ts';

class Shown extends EventEmitter {
  readonly log: string[];
  readonly options: { title: string; body: string };
  constructor(options: { title: string; body: string }, log: string[]) {
    super();
    this.options = options;
    this.log = log;
  }
  show(): void {
    this.log.push(`show ${this.options.title}: ${this.options.body}`);
  }
  close(): void {
    this.log.push(`close ${this.options.title}`);
    this.emit('close');
  }
}

function setUp(supported = true) {
  const log: string[] = [];
  const all: Shown[] = [];
  const notifications = createNotifications({
    isSupported: () => supported,
    create: (options) => {
      const shown = new Shown(options, log);
      all.push(shown);
      return shown;
    },
    follow: (route) => log.push(`follow ${route}`),
  });
  const show = (id: string, title: string) =>
    notifications.show({ id, title, body: 'body', route: `/leads/${title}` });
  return { log, all, show, clear: notifications.clear };
}

test('a click leads where the notice says', () => {
  const { log, all, show } = setUp();
  expect(show('a', 'one')).toBe(true);
  all[0]?.emit('click');
  expect(log).toEqual(['show one: body', 'follow /leads/one']);
});

test('a newer notice of the same id takes the place of the one that stands', () => {
  const { log, all, show } = setUp();
  show('a', 'one');
  show('b', 'other');
  show('a', 'two');
  expect(log).toEqual(['show one: body', 'show other: body', 'close one', 'show two: body']);
  // The end of the first is not the end of the second.
  all[0]?.emit('close');
  show('a', 'three');
  expect(log.slice(4)).toEqual(['close two', 'show three: body']);
});

test('one that was clicked or put away is not closed again', () => {
  const { log, all, show } = setUp();
  show('a', 'one');
  all[0]?.emit('close');
  show('a', 'two');
  all[1]?.emit('click');
  show('a', 'three');
  expect(log.filter((line) => line.startsWith('close'))).toEqual([]);
});

test('all that stand are taken back, each once', () => {
  const { log, all, show, clear } = setUp();
  show('a', 'one');
  show('b', 'two');
  all[0]?.emit('close');
  clear();
  clear();
  expect(log).toEqual(['show one: body', 'show two: body', 'close two']);
});

test('where the system shows none, that is said', () => {
  const { log, show } = setUp(false);
  expect(show('a', 'one')).toBe(false);
  expect(log).toEqual([]);
});
