// Where the window stood and how large it was, kept between runs, and held to the screens that are there now.
import { z } from 'zod';

/** All in device-independent pixels. */
export type Rectangle = { x: number; y: number; width: number; height: number };

export const windowStateSchema = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export const MIN_WIDTH = 800;
export const MIN_HEIGHT = 600;
const DEFAULT: WindowState = { width: 1280, height: 800, maximized: false };
/** So much of the window, at the least, must lie on a screen for it to be found and dragged. */
const VISIBLE = 100;

/** The state to open with: the kept one as far as it fits the work areas of the screens, else the default. */
export function openingState(kept: WindowState | null, workAreas: readonly Rectangle[]): WindowState {
  const wanted = kept ?? DEFAULT;
  const { x, y } = wanted;
  const home =
    x === undefined || y === undefined
      ? undefined
      : workAreas.find((area) => shows(area, { ...wanted, x, y }));
  const area = home ?? workAreas[0];
  const size = {
    width: clamp(wanted.width, MIN_WIDTH, area?.width),
    height: clamp(wanted.height, MIN_HEIGHT, area?.height),
    maximized: wanted.maximized,
  };
  return home === undefined || x === undefined || y === undefined ? size : { ...size, x, y };
}

function shows(area: Rectangle, window: Rectangle): boolean {
  const across = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x);
  const titleBarIn = window.y >= area.y && window.y <= area.y + area.height - VISIBLE;
  return across >= VISIBLE && titleBarIn;
}

const clamp = (value: number, least: number, most: number | undefined): number =>
  Math.max(least, Math.min(value, most ?? value));
