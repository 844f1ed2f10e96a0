import { expect, test } from 'vitest';
import { ok } from '#domain/result.ts';
import type { Acts } from '../../replica/acts/act-types.ts';
import { type Composed, composedAct } from './composed-act.ts';

const EMPTY: Composed = { type: 'NOTE', outcome: null, note: '', amount: '', poc_id: '' };
const calls: unknown[][] = [];
const done =
  (name: string) =>
  async (...given: unknown[]) => {
    calls.push([name, ...given]);
    const way = async () => true;
    return ok({ lead_id: 'l', id: 'i', say: '', steps: [], undo: way, redo: way });
  };
const acts: Pick<Acts, 'addNote' | 'logCall' | 'takeOrder' | 'takeReturn'> = {
  addNote: done('addNote'),
  logCall: done('logCall'),
  takeOrder: done('takeOrder'),
  takeReturn: done('takeReturn'),
};
const context = { acts, leadId: 'l', currency: 'EUR' };

test('what is missing is said', () => {
  const words = (changes: Partial<Composed>) => {
    const act = composedAct({ ...EMPTY, ...changes }, context);
    return act.ok ? null : act.error;
  };
  expect(words({ note: ' ' })).toBe('Write the note first.');
  expect(words({ type: 'VISIT', note: 'x' })).toBe('How did it go? Choose the outcome.');
  expect(words({ type: 'ORDER', amount: 'ten' })).toContain('How much?');
});

test('each kind becomes its act', async () => {
  calls.length = 0;
  const run = async (changes: Partial<Composed>) => {
    const act = composedAct({ ...EMPTY, ...changes }, context);
    if (act.ok) await act.value();
  };
  await run({ note: ' Hello ' });
  await run({ type: 'MEETING', outcome: 'CONNECTED', poc_id: 'p' });
  await run({ type: 'ORDER', amount: '12.50', note: 'two crates' });
  await run({ type: 'RETURN', amount: '3' });
  expect(calls).toEqual([
    ['addNote', 'l', 'Hello', undefined],
    [
      'logCall',
      { lead_id: 'l', type: 'MEETING', outcome: 'CONNECTED', direction: 'out', note: null, poc_id: 'p' },
    ],
    ['takeOrder', 'l', { amount_minor: 1250, currency: 'EUR', note: 'two crates' }],
    ['takeReturn', 'l', { amount_minor: 300, currency: 'EUR', note: null }],
  ]);
});
