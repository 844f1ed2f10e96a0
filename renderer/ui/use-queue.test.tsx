// Who is selected while the list changes under the person.
import { expect, it } from 'vitest';
import { renderHook } from 'vitest-browser-react';
import { useQueue } from './use-queue.ts';

interface Props {
  ids: string[];
  filling?: boolean;
}
const start = (ids: string[], filling = false) => {
  const initialProps: Props = { ids, filling };
  return renderHook((props?: Props) => useQueue(props?.ids ?? [], props?.filling), { initialProps });
};

it('begins with the first, and stays with its lead when others come before it', async () => {
  const { result, rerender } = await start(['a', 'b', 'c']);
  expect(result.current.selectedId).toBe('a');
  await rerender({ ids: ['x', 'a', 'b', 'c'] });
  expect(result.current.selectedId).toBe('a');
});

it('goes on to whoever stands in the place of a lead that has left, and stays there', async () => {
  const { result, rerender, act } = await start(['a', 'b', 'c']);
  await act(() => result.current.select('b'));
  await rerender({ ids: ['a', 'c'] });
  expect(result.current.selectedId).toBe('c');
  await rerender({ ids: ['a', 'b', 'c'] });
  expect(result.current.selectedId).toBe('c');
  await rerender({ ids: ['a', 'b'] });
  expect(result.current.selectedId).toBe('b');
  await rerender({ ids: [] });
  expect(result.current.selectedId).toBeNull();
});

it('goes on to the next when a call is logged, to the one before at the end', async () => {
  const { result, act } = await start(['a', 'b']);
  await act(() => result.current.leave());
  expect(result.current.selectedId).toBe('b');
  await act(() => result.current.leave());
  expect(result.current.selectedId).toBe('a');
});

it('waits for a lead that an undo brings back', async () => {
  const { result, rerender, act } = await start(['b', 'c']);
  await act(() => result.current.select('a'));
  expect(result.current.selectedId).toBe('b');
  await rerender({ ids: ['a', 'b', 'c'] });
  expect(result.current.selectedId).toBe('a');
});

it('keeps to the first while the list fills, and to that lead from then on', async () => {
  const { result, rerender } = await start(['c'], true);
  await rerender({ ids: ['b', 'c'], filling: true });
  expect(result.current.selectedId).toBe('b');
  await rerender({ ids: ['b', 'c'], filling: false });
  await rerender({ ids: ['a', 'b', 'c'], filling: false });
  expect(result.current.selectedId).toBe('b');
});
