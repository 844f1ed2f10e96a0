// What the desktop program says about its updates, as it changes.
import { useEffect, useState } from 'react';
import type { UpdateState } from '../../../electron/ipc/contract.ts';

/** Null in a browser, which has no program to update, and until the program has answered. */
export function useUpdates(): UpdateState | null {
  const [state, setState] = useState<UpdateState | null>(null);
  useEffect(() => {
    const desktop = window.callbook;
    if (desktop === undefined) return;
    let over = false;
    const read = () => void desktop.updateState().then((next) => over || setState(next));
    read();
    const stop = desktop.onUpdateChanged(read);
    return () => {
      over = true;
      stop();
    };
  }, []);
  return state;
}

interface Connection extends EventTarget {
  saveData?: boolean;
}

/** Tells the program whether the system asks to spare the link. */
export function useNotedLink(): void {
  useEffect(() => {
    const { connection } = navigator as Navigator & { connection?: Connection };
    if (connection === undefined || window.callbook === undefined) return;
    const note = () => void window.callbook?.noteLink(connection.saveData === true);
    note();
    connection.addEventListener('change', note);
    return () => connection.removeEventListener('change', note);
  }, []);
}
