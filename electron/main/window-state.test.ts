import { expect, test } from 'vitest';
import { openingState } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };

test('without a kept state the window has its usual size, or that of a smaller screen', () => {
  expect(openingState(null, [screen])).toEqual({ width: 1280, height: 800, maximized: false });
  expect(openingState(null, [{ ...screen, width: 1024, height: 700 }])).toMatchObject({
    width: 1024,
    height: 700,
  });
  expect(openingState(null, [])).toMatchObject({ width: 1280, height: 800 });
});

test('a kept state comes back on the screen it was on', () => {
  const kept = { x: 2000, y: 50, width: 900, height: 700, maximized: true };
  expect(openingState(kept, [screen, second])).toEqual(kept);
});

test('a place on a screen that is gone is forgotten, the size is not', () => {
  const kept = { x: 2000, y: 50, width: 900, height: 700, maximized: false };
  expect(openingState(kept, [screen])).toEqual({ width: 900, height: 700, maximized: false });
});

test.each([
  { x: 1900, y: 0 },
  { x: 0, y: -30 },
  { x: 0, y: 1060 },
  { x: -850, y: 0 },
])('a window that could not be dragged is brought back: %o', (place) => {
  const state = openingState({ ...place, width: 900, height: 700, maximized: false }, [screen]);
  expect(state).not.toHaveProperty('x');
});

test('a size too small or too large is brought to what fits', () => {
  const tiny = { x: 0, y: 0, width: 10, height: 10, maximized: false };
  expect(openingState(tiny, [screen])).toMatchObject({ width: 800, height: 600 });
  const huge = { x: 0, y: 0, width: 9000, height: 9000, maximized: false };
  expect(openingState(huge, [screen])).toMatchObject({ width: 1920, height: 1080 });
});
