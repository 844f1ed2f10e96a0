// What was done is said, and can be taken back.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { createShortcuts, ShortcutsProvider } from './shortcuts.tsx';
import { createToasts, TOAST_MS, ToastsProvider, useToasts } from './toasts.tsx';

beforeEach(() => window.localStorage.clear());
afterEach(() => {
  vi.useRealTimers();
});

async function open() {
  const toasts = createToasts();
  await render(
    <ShortcutsProvider shortcuts={createShortcuts(window.localStorage)}>
      <ToastsProvider toasts={toasts}>
        <Button />
      </ToastsProvider>
    </ShortcutsProvider>,
  );
  return toasts;
}

function Button() {
  const toasts = useToasts();
  return (
    <button type="button" onClick={() => toasts.show({ words: 'Logged.' })}>
      Log
    </button>
  );
}

const said = () => page.getByRole('status', { name: 'Last action' });

it('shows the newest words, with no button where nothing can be taken back', async () => {
  await open();
  await page.getByRole('button', { name: 'Log' }).click();
  await expect.element(said()).toHaveTextContent('Logged.');
  await expect.element(page.getByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
});

it('takes back by button and by key, the newest first, each once', async () => {
  const toasts = await open();
  const [first, second] = [vi.fn(async () => undefined), vi.fn(async () => undefined)];
  toasts.show({ words: 'First.', undo: first });
  toasts.show({ words: 'Second.', undo: second });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(said()).toHaveTextContent('Undone. (Second)');
  expect(first).not.toHaveBeenCalled();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(said()).toHaveTextContent('Undone. (First)');
  await userEvent.keyboard('u');
  expect([first, second].map((undo) => undo.mock.calls.length)).toEqual([1, 1]);
});

it('keeps what can be undone after its words have gone', async () => {
  const toasts = await open();
  await userEvent.hover(page.getByRole('button', { name: 'Log' }));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const undo = vi.fn(async () => undefined);
  toasts.show({ words: 'First.', undo });
  await vi.waitFor(() => expect(said().query()?.textContent).toContain('First.'));
  await vi.advanceTimersByTimeAsync(TOAST_MS);
  vi.useRealTimers();
  await expect.element(said()).toHaveTextContent(/^$/);
  expect(toasts.undoLast()).toBe(true);
  await vi.waitFor(() => expect(undo).toHaveBeenCalled());
});

it('does again what was taken back, by button and by key, the last first, and takes it back again', async () => {
  const toasts = await open();
  const did: string[] = [];
  const act = (words: string) => ({
    words: `${words}.`,
    undo: async () => void did.push(`un${words}`),
    redo: async () => void did.push(words),
  });
  toasts.show(act('first'));
  toasts.show(act('second'));
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(said()).toHaveTextContent('Undone. (second)');
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(said()).toHaveTextContent('Undone. (first)');
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.element(said()).toHaveTextContent('Done again. (first)');
  await userEvent.keyboard('{Control>}{Shift>}Z{/Shift}{/Control}');
  await expect.element(said()).toHaveTextContent('Done again. (second)');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(said()).toHaveTextContent('Undone. (second)');
  await userEvent.keyboard('{Control>}y{/Control}');
  await expect.element(said()).toHaveTextContent('Done again. (second)');
  expect(did).toEqual(['unsecond', 'unfirst', 'first', 'second', 'unsecond', 'second']);
  expect(toasts.redoLast()).toBe(false);
});

it('has nothing to do again by key once something else was done', async () => {
  const toasts = await open();
  const [undo, redo] = [async () => true, vi.fn(async () => true)];
  toasts.show({ words: 'First.', undo, redo });
  toasts.undoLast();
  await expect.element(said()).toHaveTextContent('Undone. (First)');
  toasts.show({ words: 'Second.', undo });
  expect(toasts.redoLast()).toBe(false);
  const [, first] = toasts.history.get();
  expect(first).toMatchObject({ words: 'First.', undone: true });
  await toasts.redo(first?.number ?? 0);
  expect(redo).toHaveBeenCalledTimes(1);
});

it('says so where nothing is left to take back', async () => {
  const toasts = await open();
  toasts.show({ words: 'Changed.', undo: async () => false });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(said()).toHaveTextContent('Nothing is left to undo: it was changed since. (Changed)');
});

it('forgets everything for the next person', async () => {
  const toasts = await open();
  toasts.show({ words: 'First.', undo: async () => undefined });
  toasts.clear();
  expect(toasts.shown()).toBeNull();
  expect(toasts.undoLast()).toBe(false);
});

it('does not go while it is pointed at', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const toasts = await open();
  toasts.show({ words: 'First.' });
  await vi.waitFor(() => expect(said().query()?.textContent).toContain('First.'));
  await userEvent.hover(page.getByText('First.'));
  await vi.advanceTimersByTimeAsync(TOAST_MS * 2);
  expect(toasts.shown()).not.toBeNull();
});

it('offers a way on by button and by key, and goes it once', async () => {
  const toasts = await open();
  const go = vi.fn();
  toasts.show({ words: 'Made.', way: { label: 'Open', go } });
  await userEvent.keyboard('{Alt>}{Enter}{/Alt}{Alt>}{Enter}{/Alt}');
  expect(go).toHaveBeenCalledTimes(1);
  toasts.show({ words: 'Made.', way: { label: 'Open', go } });
  await page.getByRole('button', { name: 'Open' }).click();
  expect(go).toHaveBeenCalledTimes(2);
  await expect.element(said()).toHaveTextContent(/^$/);
});
