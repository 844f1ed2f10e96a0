// What the page finds in its surroundings: Vite's own types, and the desktop program where it runs in one.
/// <reference types="vite/client" />
import type { DesktopApi } from '../electron/ipc/contract.ts';

declare global {
  interface Window {
    /** There in the desktop edition only. */
    callbook?: DesktopApi;
  }
}
