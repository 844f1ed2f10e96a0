// What was done outlives the program.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aLead } from '#domain/testing/builders.ts';
import { forgetDrafts } from '../session/forget-drafts.ts';
import { KIM, openTestDesk, type TestDesk } from '../testing/desk-fixture.ts';
import { memoryStorage } from '../testing/replica-fixture.ts';
import { createHistory } from '../ui/history.ts';
import { createToasts } from '../ui/toasts.tsx';
import { turnAgain, turnBack } from './acts/steps.ts';
import { toastOfAct } from './acts/toast-of-act.ts';
import { createHistoryKeeper } from './history-keeper.ts';

const LEAD = aLead({ assignee_id: KIM.id });
let open: TestDesk;
beforeEach(async () => {
  open = await openTestDesk();
  await open.collections.leads.insert(LEAD);
});
afterEach(() => open.close());

const keeperOf = (kept: Storage, user_id = 'kim') =>
  createHistoryKeeper({
    kept,
    replica: {
      user_id,
      now: open.clock.now,
      turn: (steps, way) => (way === 'back' ? turnBack : turnAgain)(open, steps),
    },
  });

/** A new run of the program. */
function start(kept: Storage, user_id?: string) {
  const toasts = createToasts(createHistory());
  toasts.history.open(keeperOf(kept, user_id));
  return toasts;
}

async function addNote(toasts: ReturnType<typeof start>, words: string) {
  const act = await open.acts.addNote(LEAD.id, words);
  if (!act.ok) throw new Error(act.error.code);
  toasts.show(toastOfAct(toasts, act.value));
}

const notes = async () =>
  (await open.collections.interactions.find({ selector: { voided_at: null } }).exec()).map(
    ({ note }) => note,
  );

it('takes back and does again in a later run what was done in an earlier one', async () => {
  const kept = memoryStorage();
  await addNote(start(kept), 'Likes rye');
  const second = start(kept);
  expect(second.history.get()).toMatchObject([
    { words: 'Note kept.', lead_id: LEAD.id, at: open.clock.now(), undone: false },
  ]);
  await second.undo(second.history.get()[0]?.number ?? 0);
  expect(await notes()).toEqual([]);
  const third = start(kept);
  expect(third.history.get()).toMatchObject([{ undone: true }]);
  expect(third.undoLast()).toBe(false);
  await third.redo(third.history.get()[0]?.number ?? 0);
  expect(await notes()).toEqual(['Likes rye']);
});

it('lists only what this person has done, and forgets it with the data of the person', async () => {
  const kept = memoryStorage();
  const toasts = start(kept);
  await addNote(toasts, 'Likes rye');
  toasts.clear();
  expect(toasts.history.get()).toEqual([]);
  expect(start(kept, 'another').history.get()).toEqual([]);
  expect(start(kept).history.get()).toHaveLength(1);
  forgetDrafts(kept, 'kim');
  expect(start(kept).history.get()).toEqual([]);
});

it('leaves out what it cannot write down, and what it does not understand', () => {
  const kept = memoryStorage();
  start(kept).show({ words: 'Discarded.', undo: async () => undefined });
  expect(start(kept).history.get()).toEqual([]);
  for (const text of ['{', '5', '[{"words":"x"}]']) {
    kept.setItem('callbook:history:kim:done', text);
    expect(start(kept).history.get()).toEqual([]);
  }
});

it('goes on without what is kept where the storage is full', async () => {
  const kept = memoryStorage();
  const full = Object.assign(memoryStorage(), {
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  const toasts = start(full);
  await addNote(toasts, 'Likes rye');
  expect(toasts.undoLast()).toBe(true);
  await expect.poll(notes).toEqual([]);
  expect(kept.length).toBe(0);
});

it('keeps the newest hundred', async () => {
  const kept = memoryStorage();
  const toasts = start(kept);
  const steps = [{ kind: 'born', collection: 'leads', id: LEAD.id }];
  for (let n = 0; n < 104; n += 1)
    toasts.show({ words: `${n}`, undo: async () => true, kept: steps, lead_id: LEAD.id });
  const words = start(kept)
    .history.get()
    .map((act) => act.words);
  expect([words.length, words[0], words.at(-1)]).toEqual([100, '103', '4']);
});
