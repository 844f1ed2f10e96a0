import { beforeEach, expect, test } from 'vitest';
import { forgetDrafts } from './forget-drafts.ts';

beforeEach(() => localStorage.clear());

test('removes the drafts and views of one person and nothing else', () => {
  for (const key of [
    'callbook:draft:u1:new-lead',
    'callbook:call:u1:l1',
    'callbook:views:u1:leads',
    'callbook:draft:u2:new-lead',
    'other:u1:x',
  ]) {
    localStorage.setItem(key, 'text');
  }
  forgetDrafts(localStorage, 'u1');
  expect(Object.keys(localStorage).sort()).toEqual(['callbook:draft:u2:new-lead', 'other:u1:x']);
});
