// The search in notes, in its real worker.
import { afterEach, expect, it, vi } from 'vitest';
import { aCall, aLead } from '#domain/testing/builders.ts';
import { openTestDesk } from '../../testing/desk-fixture.ts';
import type { DeskReady } from '../desk-types.ts';
import { createLive } from '../live.ts';
import { createFinder, type SearchSource, type SearchThread } from './finder.ts';
import { createSearchSource } from './search-source.ts';
import type { NoteChanges, SearchedNote, ToWorker } from './search-types.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const aNote = (id: string, text: string): SearchedNote => ({
  ...{ id, text, lead_id: 'lead', at: '2026-03-02T09:00:00.000Z' },
});

/** A source that holds these notes, and tells what it is told to tell. */
function sourceOf(...parts: NoteChanges[]) {
  const listeners = new Set<(changes: NoteChanges) => void>();
  const source: SearchSource = {
    follow: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    parts: async function* () {
      yield* parts;
    },
  };
  const tell = (changes: NoteChanges) => {
    for (const listener of listeners) listener(changes);
  };
  return { source, tell, listeners };
}

/** The worker itself, with what it was sent. */
function watchedThread() {
  const sent: ToWorker[] = [];
  const ended = vi.fn();
  const open = (): SearchThread => {
    const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
    return {
      postMessage: (message: ToWorker) => {
        sent.push(message);
        worker.postMessage(message);
      },
      addEventListener: worker.addEventListener.bind(worker),
      terminate: () => {
        ended();
        worker.terminate();
      },
    };
  };
  const questions = () => sent.flatMap((message) => (message.kind === 'ask' ? [message.query] : []));
  return { open, questions, ended };
}

function open(source: SearchSource, ready = createLive<DeskReady>('ready')) {
  const thread = watchedThread();
  const report = vi.fn();
  const deps = { source, ready, report, openThread: thread.open, start_after_ms: 600_000 };
  const finder = createFinder(deps);
  closers.push(finder.close);
  const ids = async (query: string) => (await finder.ask(query, 5))?.map(({ id }) => id) ?? null;
  return { finder, thread, report, ids };
}

it('answers the newest of many questions, and puts none of those in between', async () => {
  const { source } = sourceOf({ notes: [aNote('a', 'the oven is broken')], gone: [] });
  const { ids, thread } = open(source);
  const answers = await Promise.all(['o', 'ov', 'ove', 'oven', 'oven i', 'oven is'].map(ids));
  expect(answers).toEqual([null, null, null, null, null, ['a']]);
  expect(thread.questions()).toEqual(['o', 'oven is']);
});

it('takes in what changes, and what changes while it is being filled is not overwritten by what was read before', async () => {
  const { source, tell } = sourceOf({ notes: [aNote('a', 'old words'), aNote('b', 'others')], gone: [] });
  const { finder, ids } = open(source);
  const first = ids('words');
  tell({ notes: [aNote('a', 'new tone')], gone: [] });
  await first;
  await expect.poll(finder.state.get).toBe('ready');
  expect([await ids('words'), await ids('tone'), await ids('others')]).toEqual([[], ['a'], ['b']]);
  tell({ notes: [aNote('c', 'tone')], gone: ['a'] });
  expect(await ids('tone')).toEqual(['c']);
});

it('begins when the replica is whole, and not before', async () => {
  const ready = createLive<DeskReady>('loading');
  const { source } = sourceOf({ notes: [aNote('a', 'oven')], gone: [] });
  const { ids, finder, thread } = open(source, ready);
  expect(await ids('oven')).toBeNull();
  expect(thread.questions()).toEqual([]);
  ready.set('ready');
  await ids('oven');
  await expect.poll(finder.state.get).toBe('ready');
  expect(await ids('oven')).toEqual(['a']);
});

it('ends its thread when it is closed, and holds and answers nothing from then on', async () => {
  const { source, listeners } = sourceOf({ notes: [aNote('a', 'oven')], gone: [] });
  const { finder, ids, thread } = open(source);
  await ids('oven');
  await expect.poll(finder.state.get).toBe('ready');
  expect(await ids('oven')).toEqual(['a']);
  const unanswered = ids('oven');
  finder.close();
  expect(await unanswered).toBeNull();
  expect(await ids('oven')).toBeNull();
  expect(thread.ended).toHaveBeenCalledTimes(1);
  expect(listeners.size).toBe(0);
});

it('says so when it cannot be had', async () => {
  const { source } = sourceOf();
  const failing: SearchSource = {
    ...source,
    parts: async function* () {
      yield { notes: [], gone: [] };
      throw new Error('the disk is gone');
    },
  };
  const { finder, ids, report, thread } = open(failing);
  expect(await ids('oven')).toBeNull();
  expect(finder.state.get()).toBe('failed');
  expect(report).toHaveBeenCalledWith('the search: Error: the disk is gone');
  expect(thread.ended).toHaveBeenCalledTimes(1);
});

it('follows the notes of a replica: written before, written, corrected, struck out', async () => {
  const desk = await openTestDesk();
  closers.push(desk.close);
  const { interactions, leads } = desk.collections;
  const lead = aLead();
  await leads.insert(lead);
  await interactions.bulkInsert([
    aCall({ lead_id: lead.id, note: 'The oven is broken' }),
    aCall({ lead_id: lead.id, note: null }),
    aCall({ lead_id: lead.id, note: 'An oven that was struck out', voided_at: '2026-03-02T12:00:00.000Z' }),
  ]);
  await desk.desk.settled();
  const { finder } = open(createSearchSource({ desk: desk.desk, interactions }));
  const texts = async (query: string) => (await finder.ask(query, 5))?.map(({ text }) => text);
  await finder.ask('oven', 5);
  await expect.poll(finder.state.get).toBe('ready');
  expect(await texts('oven')).toEqual(['The oven is broken']);
  const note = await desk.acts.addNote(lead.id, 'A new oven is ordered');
  if (!note.ok) throw new Error(note.error.code);
  await desk.desk.settled();
  expect(await texts('oven')).toHaveLength(2);
  await desk.acts.editInteraction(note.value.id, { note: 'A new fridge is ordered' });
  await desk.desk.settled();
  expect([await texts('oven'), await texts('fridge')]).toEqual([
    ['The oven is broken'],
    ['A new fridge is ordered'],
  ]);
  await desk.acts.voidInteraction(note.value.id);
  await desk.desk.settled();
  expect(await texts('fridge')).toEqual([]);
});
