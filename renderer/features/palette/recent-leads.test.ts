import { expect, it } from 'vitest';
import { forgetDrafts } from '../../session/forget-drafts.ts';
import { memoryStorage } from '../../testing/replica-fixture.ts';
import { noteOpened, recentLeads } from './recent-leads.ts';

it('keeps the newest eight of each person, each once', () => {
  const kept = memoryStorage();
  for (const id of 'abcdefghijb') noteOpened(kept, 'kim', id);
  expect(recentLeads(kept, 'kim')).toEqual([...'bjihgfed']);
  expect(recentLeads(kept, 'another')).toEqual([]);
});

it('is none where the storage holds something else', () => {
  const kept = memoryStorage();
  for (const text of ['{', '5', '[1]']) {
    kept.setItem('callbook:recent:kim:leads', text);
    expect(recentLeads(kept, 'kim')).toEqual([]);
  }
});

it('goes with the data of the person', () => {
  const kept = memoryStorage();
  noteOpened(kept, 'kim', 'a');
  noteOpened(kept, 'another', 'b');
  forgetDrafts(kept, 'kim');
  expect([recentLeads(kept, 'kim'), recentLeads(kept, 'another')]).toEqual([[], ['b']]);
});
