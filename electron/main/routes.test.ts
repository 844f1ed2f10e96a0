import { expect, test } from 'vitest';
import { routeFromArgv } from './routes.ts';

const lead = '/leads/0190b8a0-0000-7000-8000-000000000001';

test.each([
  [['electron', '.', 'callbook://open/today'], '/today'],
  [['app', `callbook://open${lead}`], lead],
  [['app', `callbook://lead/${lead.slice(7)}`], lead],
  [['app', `callbook://lead/${lead.slice(7)}/`], lead],
  [['app', '--route=/sync'], '/sync'],
  [['app', '--route=/sync', 'callbook://open/new'], '/new'],
])('%j asks for %s', (argv, route) => {
  expect(routeFromArgv(argv)).toBe(route);
});

test.each([
  [['app']],
  [['app', 'callbook://open/../x']],
  [['app', 'callbook://run/today']],
  [['app', '--route=/leads/x?y']],
  [['app', 'callbook://lead/../../x']],
  [['app', `callbook://lead/${lead.slice(7)}?x=y`]],
  [['app', 'callbook://open/sync', 'callbook://run/today']],
  [['app', 'https://open/today']],
])('%j asks for none', (argv) => {
  expect(routeFromArgv(argv)).toBeNull();
});
