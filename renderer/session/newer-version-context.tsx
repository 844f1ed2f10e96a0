// How screens reach the newer version of the browser edition; null in the desktop program and where nothing is kept.
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { NewerVersion } from './newer-version.ts';

export const NewerVersionContext = createContext<NewerVersion | null>(null);

const nothing = createStore(() => ({ ready: false }));

/** Whether a newer version is loaded, and how it is taken. */
export function useNewerVersion(): { ready: boolean; take(): void } {
  const newer = use(NewerVersionContext);
  const ready = useStore(newer?.store ?? nothing, (state) => state.ready);
  return { ready, take: () => newer?.take() };
}
